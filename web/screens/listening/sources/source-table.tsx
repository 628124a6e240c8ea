import { Link } from '@tanstack/react-router'
import { useAct } from '../../../api/ask.ts'
import { changeSource, type Source, sourcesPath } from '../../../api/sources.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../../shell/here.ts'
import { Table } from '../../../ui/layout.tsx'
import { Switch } from '../../../ui/switch.tsx'
import { kindName, nameOf } from './kind-name.ts'
import { SourceBadge } from './source-badge.tsx'
import styles from './sources.module.css'

const heads = ['name', 'state', 'told', 'mentions', 'calls', 'isOn'] as const

export function SourceTable({ sources }: { sources: Source[] }) {
  const say = useWords()
  return (
    <Table label={say('listen.place.sources')} head={heads.map((head) => say(`listen.sources.head.${head}`))}>
      {sources.map((source) => (
        <SourceRow key={source.id} source={source} />
      ))}
    </Table>
  )
}

function SourceRow({ source }: { source: Source }) {
  const say = useWords()
  const format = useFormat()
  const brand = useBrand()
  const mayChange = useMayHere('editor')
  const turn = useAct((isOn: boolean) => changeSource(brand.id, source.id, { isOn }), {
    touches: [sourcesPath(brand.id)],
  })
  const name = nameOf(say, source)
  return (
    <tr>
      <td>
        <div className={styles.name}>
          <Link to="/brands/$brandId/listening/sources/$sourceId" params={{ brandId: brand.id, sourceId: source.id }}>
            {name}
          </Link>
          <span className={styles.dim}>
            {kindName(say, source.kind)}
            {source.address && <bdi> · {source.address}</bdi>}
          </span>
        </div>
      </td>
      <td>
        <SourceBadge state={source.state} />
        {source.trouble && <p className={styles.dim}>{source.trouble}</p>}
      </td>
      <td>{source.toldAt ? format.relative(source.toldAt) : '–'}</td>
      <td>
        {format.number(source.day.mentions)}
        {source.leftOut > 0 && <p className={styles.dim}>{say('listen.sources.leftOut', { count: source.leftOut })}</p>}
      </td>
      <td>{format.number(source.day.calls)}</td>
      <td>
        <Switch
          aria-label={say('listen.sources.listens', { name })}
          isSelected={source.isOn}
          isDisabled={!mayChange || turn.isPending}
          onChange={(isOn) => turn.mutate(isOn)}
        >
          {null}
        </Switch>
      </td>
    </tr>
  )
}
