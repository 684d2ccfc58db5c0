// Applies the theme that the visitor chose before anything is drawn, so that a dark page never flashes white.
// localStorage is refused in some embedded pages; the device's own setting holds there.
try {
  const theme = localStorage.getItem("coffer.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {}
