/** What a lesson needs beyond the join page: the board, and what keeps it the same for everyone. */
export { openLesson } from "../sync/open-lesson.js";
export { RoomView } from "./room-view.js";
