let region: HTMLElement | undefined;

/** Says something to who listens instead of looks, without moving the focus. */
export function announce(text: string): void {
  if (!region) {
    region = document.createElement("div");
    region.className = "unseen";
    region.setAttribute("role", "status");
    document.body.append(region);
  }
  const spoken = region;
  spoken.textContent = "";
  // A region that is filled in the same turn as it is emptied stays silent.
  setTimeout(() => {
    spoken.textContent = text;
  }, 60);
}
