import type { Policy } from '../../../core/domain/policy.ts';
import type { Translate } from '../../messages/i18n.ts';

/** R47 in sentences for patients; the numbers are central's policy. */
export function leafletRules(t: Translate, policy: Policy): Record<'first' | 'waiting' | 'continuation' | 'exam', string[]> {
  const days = policy.searchWindowDays;
  const hours = policy.shortNoticeHours;
  return {
    first: [
      t('paper.rule.window', { count: days }),
      t('paper.rule.change'),
      t('paper.rule.cancelReturns'),
      t('paper.rule.early', { count: hours }),
    ],
    waiting: [t('paper.rule.waiting'), t('paper.rule.forecast'), t('paper.rule.criteria'), t('paper.rule.leave')],
    continuation: [t('paper.rule.continuation'), t('paper.rule.continuationCancel')],
    exam: [t('paper.rule.exam', { count: policy.examWindowDays }), t('paper.rule.examChange')],
  };
}
