import type { FirstWords } from "../words.js";

const ur: FirstWords = {
  tagline: "تختی، آپ جہاں بھی بیٹھے ہوں",
  code: "کمرے کا کوڈ",
  codeHint: "یہ تختے پر لکھا ہے",
  name: "آپ کا نام",
  join: "شامل ہوں",
  joining: "شامل ہو رہے ہیں…",
  codeMissing: "وہ کوڈ لکھیں جو تختے پر ہے۔",
  nameMissing: "اپنا نام لکھیں۔",
  lecturer: "استاد",
  language: "زبان",
  board: "تختہ",
  loadingPage: "صفحہ آ رہا ہے…",
  toLesson: "سبق پر واپس",
  waiting: { one: "{n} تبدیلی منتظر", other: "{n} تبدیلیاں منتظر" },
  "link.connecting": "رابطہ ہو رہا ہے",
  "link.live": "براہِ راست",
  "link.slow": "{n} سیکنڈ پیچھے",
  "link.reconnecting": "دوبارہ رابطہ",
  "link.offline": "رابطہ نہیں",
  "link.denied": "اجازت نہیں ملی",
  "link.ended": "ختم",
};
export default ur;
