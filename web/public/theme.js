// Runs before the first paint, so that a chosen theme never flashes into place.
try {
  const theme = localStorage.getItem('rialto.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Storage may be forbidden; the system's theme then holds.
}
