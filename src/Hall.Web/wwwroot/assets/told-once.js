// The sheet prints itself once; the button prints it again.
document.getElementById('print').addEventListener('click', () => window.print());
window.addEventListener('load', () => setTimeout(() => window.print(), 200));
