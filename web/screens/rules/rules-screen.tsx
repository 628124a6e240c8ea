import { useQuery } from '@tanstack/react-query'
import { rules } from '../../api/rules.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Banner, EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Card } from '../../ui/layout.tsx'
import { RuleList } from './rule-list.tsx'
import { RulesPage } from './rules-page.tsx'
import { Starters } from './starters.tsx'

/** What is done by itself with what people say, in the order in which it is judged. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const mayChange = useMayHere('manager')
  const asked = useQuery(rules(brand.id))
  const all = asked.data?.items
  const add = mayChange && (
    <ButtonLink to="/brands/$brandId/rules/new" params={{ brandId: brand.id }} variant="primary" icon="plus">
      {say('rules.add')}
    </ButtonLink>
  )
  return (
    <RulesPage place="list" acts={add}>
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {asked.isPending && <SkeletonRows rows={4} height="6rem" />}
      {all?.length === 0 && (
        <Card>
          <EmptyState title={say('rules.none')}>{say('rules.none.text')}</EmptyState>
          {mayChange && <Starters />}
        </Card>
      )}
      {all && all.length > 0 && <RuleList rules={all} />}
    </RulesPage>
  )
}
