// What is said to those who have the page read to them, and what the next view is to say first.

let pending = null;

/** Has a text read out when nothing else is. */
export function announce(text) {
  const region = document.getElementById('announcements');
  // The same text twice would not be read a second time.
  region.textContent = region.textContent === text ? `${text}\u00a0` : text;
}

/** Leaves a notice for the view that is shown next. */
export function leaveNotice(kind, text) {
  pending = { kind, text };
}

/** What was left; once. */
export function takeNotice() {
  const notice = pending;
  pending = null;
  return notice;
}
