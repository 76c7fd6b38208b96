// What scripts add to pages that already work without them. Each part finds its own markup and does nothing where
// there is none; one that fails does not take the others along.
import { applyChoicesOnChange } from "./choices";
import { searchAsYouType } from "./combobox";
import { copyOnClick } from "./copy";
import { tableOfOnesOwn } from "./databank";
import { rememberDetails } from "./details";
import { offerDownloads } from "./downloads";
import { openMenu } from "./menu";
import { rememberVisit, resumeVisit } from "./resume";
import { showTips } from "./tips";

for (const part of [
  openMenu,
  searchAsYouType,
  applyChoicesOnChange,
  rememberVisit,
  resumeVisit,
  rememberDetails,
  showTips,
  offerDownloads,
  () => copyOnClick(),
  tableOfOnesOwn,
]) {
  try {
    part();
  } catch (error) {
    console.error(error);
  }
}
