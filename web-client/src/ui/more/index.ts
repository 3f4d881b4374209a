import css from "css/more.css";
import { wear } from "../style.js";
import type { PanelKind, RoomContext, RoomPart } from "../room-context.js";
import { AttendancePanel } from "./attendance-panel.js";
import { ChatPanel } from "./chat-panel.js";
import { HandsPanel } from "./hands-panel.js";
import { KeysPanel } from "./keys-panel.js";
import { PacePanel } from "./pace-panel.js";
import { PagesPanel } from "./pages-panel.js";
import { PeoplePanel } from "./people-panel.js";
import { PollsPanel } from "./polls-panel.js";
import { QuestionsPanel } from "./questions-panel.js";
import { ReactPanel } from "./react-panel.js";
import { RefusedPanel } from "./refused-panel.js";
import { SettingsPanel } from "./settings-panel.js";

export { Light } from "../board/light.js";
export { openLabs } from "./lab-opener.js";
export { LookSender } from "./look-sender.js";
export { ClassBar } from "./class-bar.js";
export { explainLink } from "./explain-link.js";
export { overCard } from "./over-card.js";
export { renew } from "./renew.js";
export { HallScreen } from "./hall-screen.js";
export { AskSheets } from "./ask-sheets.js";
export { TalkBar, notice } from "./talk-bar.js";
export { nameIn } from "./names.js";
export { pressKey } from "./room-keys.js";

wear(css);

export function panelFor(kind: PanelKind, room: RoomContext): RoomPart {
  switch (kind) {
    case "pages": return new PagesPanel(room);
    case "people": return new PeoplePanel(room);
    case "attendance": return new AttendancePanel(room);
    case "pace": return new PacePanel(room);
    case "react": return new ReactPanel(room);
    case "hands": return new HandsPanel(room);
    case "chat": return new ChatPanel(room);
    case "polls": return new PollsPanel(room);
    case "questions": return new QuestionsPanel(room);
    case "settings": return new SettingsPanel(room);
    case "keys": return new KeysPanel(room);
    case "refused": return new RefusedPanel(room);
  }
}
