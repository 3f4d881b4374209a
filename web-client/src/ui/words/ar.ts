import type { FirstWords } from "../words.js";

const ar: FirstWords = {
  tagline: "السبورة، أينما جلست",
  code: "رمز القاعة",
  codeHint: "تجده على السبورة",
  name: "اسمك",
  join: "دخول",
  joining: "جارٍ الدخول…",
  codeMissing: "اكتب الرمز المكتوب على السبورة.",
  nameMissing: "اكتب اسمك.",
  lecturer: "المحاضر",
  language: "اللغة",
  board: "السبورة",
  loadingPage: "الصفحة في الطريق…",
  toLesson: "العودة إلى الدرس",
  waiting: { zero: "لا تغييرات تنتظر", one: "تغيير واحد ينتظر", two: "تغييران ينتظران", few: "{n} تغييرات تنتظر", many: "{n} تغييرًا ينتظر", other: "{n} تغيير ينتظر" },
  "link.connecting": "جارٍ الاتصال",
  "link.live": "مباشر",
  "link.slow": "متأخر {n} ث",
  "link.reconnecting": "إعادة الاتصال",
  "link.offline": "بلا شبكة",
  "link.denied": "لم يُسمح بالدخول",
  "link.ended": "انتهى",
};
export default ar;
