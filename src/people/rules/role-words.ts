import type { Role } from './access.js';

/** Roles as people call them. */
export const roleWords: Readonly<Record<Role, string>> = {
  PUBLIC: '任何人',
  OPERATOR: '管理员',
  COMMITTEE_PREPARER: '物管委制单人',
  COMMITTEE_APPROVER: '物管委审核人',
  TRUSTEE: '物业（受托人）',
  SUPERVISOR: '监督人（街道、社区）',
  AUDITOR: '审计人',
  RESIDENT: '业主',
  POSTING_AGENT: '记账系统',
};
