// The button that opens the movable map. The library is loaded when somebody asks for it, or when the address says that
// it was open.
import { setupOf } from "./setup";

function offer(): void {
  const host = document.querySelector<HTMLElement>("[data-kaart]");
  const setup = host && setupOf(host);
  if (!host || !setup) return;
  const [library, worker, styles] = setup.bibliotheek;
  if (!library || !worker || !styles) return;
  const words = setup.woorden;

  const button = document.createElement("button");
  button.type = "button";
  button.className = "button open-map";
  button.textContent = words["movable-open"] ?? "";
  const status = document.createElement("p");
  status.className = "small";
  status.setAttribute("role", "status");
  host.append(button, status);
  host.hidden = false;

  const open = async (focus: boolean) => {
    button.disabled = true;
    try {
      const atlas = (await import(library)) as typeof import("./atlas");
      await stylesheet(styles);
      await atlas.open(host, setup, worker, focus);
      button.hidden = true;
    } catch (error) {
      console.error(error);
      status.textContent = words["movable-failed"] ?? "";
      button.disabled = false;
    }
  };
  button.addEventListener("click", () => void open(true));
  host.addEventListener("kaart-dicht", () => {
    button.hidden = false;
    button.disabled = false;
    button.focus();
  });
  if (setup.plek) void open(false);
}

function stylesheet(address: string): Promise<void> {
  if (document.querySelector(`link[href="${CSS.escape(address)}"]`)) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    link.addEventListener("load", () => resolve());
    link.addEventListener("error", () => reject(new Error(`${address} cannot be loaded`)));
    document.head.append(link);
  });
}

offer();
