/** Icons of what everybody sees; those of tools and panels are beside them. Paths on a grid of 24. */
export const icons = {
  close: "M6 6l12 12M18 6L6 18",
  back: "M9 14l-5-5 5-5M4 9h10a6 6 0 0 1 0 12h-3",
};
