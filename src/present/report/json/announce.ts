import type { Announcement } from '../../../model/announcement.ts';
import type { AnnounceReport, Delivery } from '../../../model/report.ts';
import { jsonNote } from './api.ts';

export function announceBody({ applied, announcements, deliveries, notes }: AnnounceReport): object {
  return {
    applied,
    announcements: announcements.map(jsonAnnouncement),
    deliveries: deliveries.map(jsonDelivery),
    notes: notes.map(jsonNote),
  };
}

function jsonAnnouncement(announcement: Announcement): Announcement {
  const { fingerprint, api, owner, thing, what, kind, round, sunset, offset, end, from, successor, on } = announcement;
  return { fingerprint, api, owner, thing, what, kind, round, sunset, offset, end, from, successor, on };
}

function jsonDelivery({ to, action, what, number, url }: Delivery): Delivery {
  return { to, action, what, number, url };
}
