import { Injectable } from '@nestjs/common';
import { AddPerson, GrantRole, IssueToken, ListPeople } from '../people/index.js';
import type { GrantedRole } from '../people/rules/index.js';

/** A person of the sample committee, with the words under which the token is kept. */
interface SamplePerson {
  readonly role: GrantedRole;
  readonly name: string;
  readonly label: string;
  readonly kind: 'human' | 'agent';
}

export const SAMPLE_FOUNDER = 'p-operator';
const PEOPLE: readonly SamplePerson[] = [
  { role: 'COMMITTEE_PREPARER', name: '示例制单员', label: '制单（物管委）', kind: 'human' },
  { role: 'COMMITTEE_APPROVER', name: '示例审核员', label: '审核（物管委）', kind: 'human' },
  { role: 'TRUSTEE', name: '示例物业经办', label: '物业公司', kind: 'human' },
  { role: 'SUPERVISOR', name: '示例街道专员', label: '街道监督', kind: 'human' },
  { role: 'AUDITOR', name: '示例审计师', label: '审计', kind: 'human' },
  { role: 'RESIDENT', name: '示例业主', label: '业主', kind: 'human' },
  { role: 'POSTING_AGENT', name: '示例过账程序', label: '过账程序', kind: 'agent' },
];
/** The people of the sample estate, each with a fresh token. */
@Injectable()
export class SampleCommittee {
  constructor(
    private readonly people: ListPeople,
    private readonly addPerson: AddPerson,
    private readonly grantRole: GrantRole,
    private readonly issueToken: IssueToken,
  ) {}

  async execute(
    estateId: string,
  ): Promise<{ readonly approver: string; readonly tokens: Readonly<Record<string, string>> }> {
    const known = await this.people.execute({ estateId, withNames: false });
    const tokens: Record<string, string> = {};
    let approver = '';
    for (const { role, name, label, kind } of PEOPLE) {
      const person =
        known.find((one) => one.roles.includes(role))?.person ??
        (await this.#join(estateId, { role, name, kind, approver }));
      if (role === 'COMMITTEE_APPROVER') approver = person;
      const { text } = await this.issueToken.execute({ label, bearers: [{ estateId, person, by: SAMPLE_FOUNDER }] });
      tokens[`${role} ${label}`] = text;
    }
    return { approver, tokens };
  }

  async #join(estateId: string, who: Omit<SamplePerson, 'label'> & { readonly approver: string }): Promise<string> {
    const { name, kind, role, approver } = who;
    const person = await this.addPerson.execute({ estateId, name, kind, by: SAMPLE_FOUNDER });
    const second = role === 'POSTING_AGENT' ? { approver } : {};
    await this.grantRole.execute({ estateId, person, role, by: SAMPLE_FOUNDER, ...second });
    return person;
  }
}
