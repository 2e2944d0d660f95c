// A machine that shows its code beside the sign-in asks by itself whether somebody has typed it; the form beside it stays as it is.
(() => {
  const address = document.querySelector('[data-screen-code]')?.dataset.screenCode;
  if (!address) {
    return;
  }

  const ask = async () => {
    try {
      const answer = await fetch(address, { redirect: 'manual', cache: 'no-store', credentials: 'same-origin' });
      if (answer.type === 'opaqueredirect') {
        location.replace('/screen');
        return;
      }
    } catch {
      // The hub is away; the next question finds it again.
    }

    setTimeout(ask, 3000);
  };
  setTimeout(ask, 3000);
})();
