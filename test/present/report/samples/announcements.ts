import type { Announcement } from '../../../../src/model/announcement.ts';
import type { AnnounceReport } from '../../../../src/model/report.ts';
import { day, HEAD } from './parts.ts';

const KNOWN: Announcement = {
  fingerprint: '0123456789abcdef0123456789abcdef',
  api: 'payments',
  owner: 'Team Payments',
  thing: '0123456789abcdef',
  what: 'GET /v1/payments',
  kind: 'milestone',
  round: 0,
  sunset: day('2026-12-20'),
  offset: -30,
  end: false,
  from: null,
  successor: 'GET /v2/payments',
  on: day('2026-11-20'),
};

const V1: readonly Announcement[] = Array.from({ length: 11 }, (_, index) => ({
  ...KNOWN,
  sunset: day('2027-02-18'),
  offset: -90,
  what: `GET /v1/mandates/{mandate-id}/versions/${index + 10}`,
  successor: null,
}));

const announceDone: AnnounceReport = {
  ...HEAD,
  report: 'announce',
  verdict: 'pass',
  applied: true,
  announcements: [
    KNOWN,
    { ...KNOWN, what: 'POST /v1/payments', sunset: day('2026-11-08'), offset: 7, successor: null },
    ...V1,
    {
      ...KNOWN,
      api: 'accounts',
      owner: null,
      what: 'parameter cursor of GET /accounts',
      kind: 'moved',
      round: 1,
      sunset: day('2027-06-30'),
      offset: null,
      from: day('2027-01-31'),
      successor: null,
    },
    {
      ...KNOWN,
      api: 'accounts',
      owner: null,
      what: 'GET /v0/accounts',
      kind: 'retired',
      sunset: day('2026-11-15'),
      offset: null,
      end: true,
      successor: null,
    },
  ],
  deliveries: [
    {
      to: 'github:acme/apis',
      action: 'update',
      what: 'payments: GET /v1/payments has its sunset on 2026-12-20',
      number: 12,
      url: 'https://github.com/acme/apis/issues/12',
    },
    {
      to: 'github:acme/apis',
      action: 'open',
      what: 'accounts: parameter cursor of GET /accounts has its sunset on 2027-06-30',
      number: 17,
      url: 'https://github.com/acme/apis/issues/17',
    },
    { to: 'ical:site/sunsets.ics', action: 'write', what: 'site/sunsets.ics', number: null, url: null },
    { to: 'atom:site/sunsets.xml', action: 'keep', what: 'site/sunsets.xml', number: null, url: null },
    { to: 'announced', action: 'write', what: '.countersign/announced/payments.yaml', number: null, url: null },
  ],
  notes: [{ api: null, message: 'github:acme/apis has #3 with the label api-sunset that countersign did not write.' }],
};

const announcePlanned: AnnounceReport = {
  ...announceDone,
  applied: false,
  announcements: [KNOWN],
  deliveries: [
    {
      to: 'gitlab:bank/apis',
      action: 'open',
      what: 'payments: GET /v1/payments has its sunset on 2026-12-20',
      number: null,
      url: null,
    },
    { to: 'announced', action: 'write', what: '.countersign/announced/payments.yaml', number: null, url: null },
  ],
  notes: [],
};

const announceNothing: AnnounceReport = { ...announceDone, announcements: [], deliveries: [], notes: [] };

export const ANNOUNCEMENTS = { announceDone, announcePlanned, announceNothing };
