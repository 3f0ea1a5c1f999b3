// How codes, members and times are said to people. What is not known here is shown as PingOne or the gateway wrote it.

const ACTIONS = {
  CONFIGURE: { done: 'Account set', doing: 'Setting the account' },
  SELECT_NUMBER: { done: 'Number switched', doing: 'Switching the number' },
  RESTORE: { done: 'Earlier settings restored', doing: 'Restoring earlier settings' },
  REMOVE: { done: 'Settings removed', doing: 'Removing the settings' },
  OBSERVE: { done: 'Found changed outside of the gateway', doing: '' },
};

const OUTCOMES = {
  APPLIED: { word: 'Done', kind: 'good' },
  APPLIED_IN_PART: { word: 'Done in part: the account, but not the number', kind: 'fair' },
  NOT_APPLIED: { word: 'Not done', kind: 'bad' },
  OVERTAKEN: { word: 'Overtaken by somebody else’s change', kind: 'fair' },
  UNKNOWN: { word: 'Not known whether it was done', kind: 'fair' },
};

const REMARKS = {
  NOT_AVAILABLE: 'The account does not have this number right now.',
  NOT_IDENTIFIABLE: 'PingOne gives nothing by which the number could be named.',
  QUALITY_BELOW_MINIMUM: 'Its quality is below the minimum that this gateway is set to.',
  QUALITY_NOT_RANKED: 'Its quality rating is not one that this gateway can rank.',
  QUALITY_NOT_STATED: 'PingOne gives no quality rating for it.',
};

const MEMBERS = {
  provider: 'Provider',
  whatsAppAccountBusinessId: 'WhatsApp business account',
  appId: 'Meta app',
  appSecret: 'App secret',
  userAccessToken: 'User access token',
  status: 'Status',
  type: 'Type',
  id: 'Id',
  envID: 'Environment',
  selected: 'Sent from',
  number: 'Number',
  available: 'Available',
  verifiedName: 'Verified name',
  qualityRating: 'Quality',
  capabilities: 'Capabilities',
};

const WHEN = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const STEPS = [
  [60, 'second'],
  [60, 'minute'],
  [24, 'hour'],
  [30, 'day'],
  [12, 'month'],
  [Infinity, 'year'],
];

export function actionDone(action) {
  return ACTIONS[action]?.done ?? action;
}

export function actionDoing(action) {
  return ACTIONS[action]?.doing || 'Changing the settings';
}

export function outcomeOf(entry) {
  return OUTCOMES[entry.outcome] ?? { word: entry.outcome, kind: 'fair' };
}

export function remark(code) {
  return REMARKS[code] ?? code;
}

export function memberName(member) {
  return MEMBERS[member] ?? member;
}

/** What the target of an error is about, in words. */
export function targetName(target) {
  return MEMBERS[target] ?? (/^(?:numbers\[\d+\]\.)?(?:numberId|number)$/.test(target ?? '') ? 'Number' : target);
}

export function time(instant) {
  return WHEN.format(new Date(instant));
}

export function day(instant) {
  return DAY.format(new Date(instant));
}

export function ago(instant) {
  let amount = (new Date(instant).getTime() - Date.now()) / 1_000;
  for (const [size, unit] of STEPS) {
    if (Math.abs(amount) < size) {
      return unit === 'second' && Math.abs(amount) < 10 ? 'just now' : RELATIVE.format(Math.round(amount), unit);
    }
    amount /= size;
  }
  return time(instant);
}

export function duration(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
