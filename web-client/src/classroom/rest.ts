/** What a lesson does without until it was seen, or until something asks for it: the other messages and what they change. */
import { provideRest } from "../wire/rest.generated.js";
import { fingerprintOf } from "./fingerprint.js";
import { applyToTalk } from "./hands.js";
import { provideFolds } from "./later-folds.js";
import { applyToPage } from "./page-change.js";
import { applyToCore } from "./room-change.js";

provideRest();
provideFolds({ page: applyToPage, room: applyToCore, core: applyToTalk, fingerprint: fingerprintOf });
