// What scripts add to pages that already work without them. Each part finds its own markup and does nothing where
// there is none; one that fails does not take the others along.
import { followComparison } from "./beside";
import { applyChoicesOnChange } from "./choices";
import { searchAsYouType } from "./combobox";
import { copyOnClick } from "./copy";
import { tableOfOnesOwn } from "./databank";
import { rememberDetails } from "./details";
import { offerDownloads } from "./downloads";
import { exampleOfLastArea, followArea } from "./follow";
import { keepArea, listKept } from "./kept";
import { openMenu } from "./menu";
import { offerNear } from "./near";
import { rememberVisit, resumeVisit } from "./resume";
import { tableOneKeyAway } from "./ring";
import { showTips } from "./tips";
import { offerTour } from "./tour";

for (const part of [
  openMenu,
  searchAsYouType,
  applyChoicesOnChange,
  followArea,
  followComparison,
  exampleOfLastArea,
  rememberVisit,
  resumeVisit,
  rememberDetails,
  showTips,
  offerDownloads,
  () => copyOnClick(),
  keepArea,
  listKept,
  offerNear,
  tableOneKeyAway,
  offerTour,
  tableOfOnesOwn,
]) {
  try {
    part();
  } catch (error) {
    console.error(error);
  }
}
