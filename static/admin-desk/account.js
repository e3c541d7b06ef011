// Says in words why a passkey did not come about; the scripts of allauth tell it to the console alone.
document.addEventListener("allauth.error", (event) => {
  const said = document.getElementById("account-failure");
  const { exception } = event.detail;
  event.preventDefault();
  said.textContent = exception.name === "SecurityError" || !window.isSecureContext ? said.dataset.unsafe : said.dataset.refused;
  said.hidden = false;
});
