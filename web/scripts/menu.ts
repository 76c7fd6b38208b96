/** On a phone the link to the menu becomes a button that opens and closes it. */
export function openMenu(): void {
  const link = document.querySelector<HTMLAnchorElement>("a.button.menu");
  const menu = document.querySelector<HTMLElement>("header.top nav[id]");
  if (!link || !menu) return;

  link.setAttribute("role", "button");
  link.setAttribute("aria-controls", menu.id);
  const show = (open: boolean) => {
    menu.classList.toggle("open", open);
    link.setAttribute("aria-expanded", String(open));
  };
  show(false);

  link.addEventListener("click", (event) => {
    event.preventDefault();
    show(!menu.classList.contains("open"));
  });
  link.addEventListener("keydown", (event) => {
    if (event.key === " ") {
      event.preventDefault();
      link.click();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.classList.contains("open")) {
      show(false);
      link.focus();
    }
  });
}
