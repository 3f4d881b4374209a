import { enMore } from "./en-more.js";
export default enMore;
