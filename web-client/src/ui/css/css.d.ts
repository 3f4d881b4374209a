/** Style sheets of parts that are loaded later travel inside them. */
declare module "css/*.css" {
  const text: string;
  export default text;
}
