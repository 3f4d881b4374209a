import css from "css/draw.css";
import { wear } from "../style.js";

export { ToolBar } from "./tool-bar.js";

wear(css);
