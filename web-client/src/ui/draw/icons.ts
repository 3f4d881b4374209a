/** Icons of the tools, of the same family. */
export const icons = {
  pen: "M4 17l1-4.5L15.5 2 20 6.5 9.5 17zM13 4.5L17.5 9",
  highlighter: "M9 12l-3 4 2 2 4-3M9 12l8.5-9L21 6.5 12 15zM4 20h7",
  eraser: "M8 19l-4.5-4.5a1.5 1.5 0 0 1 0-2L12 4a1.5 1.5 0 0 1 2 0l5.5 5.5a1.5 1.5 0 0 1 0 2L12 19zM8 8l7.5 7.5M8 19h12",
  laser: "M12 12h.01M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2 2M16.4 16.4l2 2M5.6 18.4l2-2M16.4 7.6l2-2",
  undo: "M8 13L3 8l5-5M3 8h11a6 6 0 0 1 0 12H8",
  redo: "M16 13l5-5-5-5M21 8H10a6 6 0 0 0 0 12h6",
  over: "M7 8l-4 4 4 4M17 8l4 4-4 4M3 12h18",
};
