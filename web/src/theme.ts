// Light or dark: as the system says, until the reader says otherwise.
const key = "arrian-theme";

function kept(): string {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return ""; // files may have no storage
  }
}

function isDark(): boolean {
  const said = document.documentElement.dataset.theme;
  return said ? said === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

export function startTheme(button: HTMLElement): void {
  const show = () => (button.textContent = isDark() ? "Light" : "Dark");
  const said = kept();
  if (said === "dark" || said === "light") document.documentElement.dataset.theme = said;
  button.addEventListener("click", () => {
    const next = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    try {
      localStorage.setItem(key, next);
    } catch {
      // it holds for this visit
    }
    show();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  show();
}
