// What was done to the settings, read page by page, and what can be made out of it.
import * as api from './api.js';

const NUMBER_MEMBER = /^numbers\[(.*)\]\.([^\]]+)$/;
const PAGE = 50;
const LONG_PAGE = 200;
const MOST_LONG_PAGES = 10;

/** One page, the newest entries first, and where the next one begins. `names` learns the numbers that the entries tell of. */
export async function loadPage(environment, { cursor, signal, limit = PAGE, names = new Map() } = {}) {
  const query = new URLSearchParams({ limit, ...(cursor ? { cursor } : {}) });
  const { document } = await api.read(api.whatsApp(environment, `/history?${query}`), { signal });
  const entries = document._embedded.history;
  learn(entries, names);
  const next = document._links.next?.href;
  return { entries, names, next: next ? new URL(next).searchParams.get('cursor') : null };
}

/** All entries, up to a bound. */
export async function loadAll(environment, { signal } = {}) {
  const names = new Map();
  const entries = [];
  let cursor;
  for (let pages = 0; pages < MOST_LONG_PAGES; pages += 1) {
    const page = await loadPage(environment, { cursor, signal, limit: LONG_PAGE, names });
    entries.push(...page.entries);
    cursor = page.next;
    if (!cursor) {
      return { entries, names, isComplete: true };
    }
  }
  return { entries, names, isComplete: false };
}

/** The number and its member that a change is about, or null when it is about the settings as a whole. */
export function numberMember(change) {
  const found = NUMBER_MEMBER.exec(change.member);
  return found ? { key: found[1], member: found[2] } : null;
}

/** The changes of one entry, those of each number together. */
export function grouped(entry) {
  const own = [];
  const numbers = new Map();
  for (const change of entry.changes) {
    const found = numberMember(change);
    if (!found) {
      own.push(change);
    } else {
      if (!numbers.has(found.key)) {
        numbers.set(found.key, new Map());
      }
      numbers.get(found.key).set(found.member, change);
    }
  }
  return { own, numbers };
}

/**
 * What restoring a revision would change, from all entries after it: of each member what it is now and what it was then.
 *
 * @param entries the newest first, at least down to that revision
 */
export function sinceRevision(entries, revision) {
  const net = new Map();
  for (const entry of entries) {
    if (entry.revision <= revision) {
      break;
    }
    for (const { member, before, after } of entry.changes) {
      net.set(member, { member, now: net.has(member) ? net.get(member).now : after, then: before });
    }
  }
  return [...net.values()].filter(({ now, then }) => now !== then);
}

/**
 * How a number's quality was over time.
 *
 * @returns by number the ratings in the order of time, each with the instant since when; undefined is a number that was not there
 */
export function qualities(entries) {
  const series = new Map();
  for (const entry of [...entries].reverse()) {
    for (const change of entry.changes) {
      const found = numberMember(change);
      if (found?.member === 'qualityRating') {
        if (!series.has(found.key)) {
          series.set(found.key, change.before === undefined ? [] : [{ rating: change.before, since: null }]);
        }
        series.get(found.key).push({ rating: change.after, since: entry.endedAt });
      }
    }
  }
  return series;
}

function learn(entries, names) {
  for (const entry of entries) {
    for (const change of entry.changes) {
      const found = numberMember(change);
      if (found && (found.member === 'number' || found.member === 'verifiedName')) {
        const known = names.get(found.key) ?? { numberId: found.key };
        // The entries come newest first: what is known already is newer.
        known[found.member] ??= change.after ?? change.before;
        names.set(found.key, known);
      }
    }
  }
}
