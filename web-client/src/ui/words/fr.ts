import type { FirstWords } from "../words.js";

const fr: FirstWords = {
  tagline: "Le tableau, où que vous soyez",
  code: "Code de la salle",
  codeHint: "Il est au tableau",
  name: "Votre nom",
  join: "Entrer",
  joining: "Entrée…",
  codeMissing: "Tapez le code qui est au tableau.",
  nameMissing: "Tapez votre nom.",
  lecturer: "Enseignant",
  language: "Langue",
  board: "Le tableau",
  loadingPage: "La page arrive…",
  toLesson: "Revenir au cours",
  waiting: { one: "{n} modification en attente", other: "{n} modifications en attente" },
  "link.connecting": "Connexion",
  "link.live": "En direct",
  "link.slow": "{n} s de retard",
  "link.reconnecting": "Reconnexion",
  "link.offline": "Hors ligne",
  "link.denied": "Entrée refusée",
  "link.ended": "Terminé",
};
export default fr;
