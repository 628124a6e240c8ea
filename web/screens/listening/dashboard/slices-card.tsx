import { useMemo } from 'react'
import type { Dashboard } from '../../../api/listening-dashboard.ts'
import { useSpoken, useWords } from '../../../i18n/words.tsx'
import { Card, Table } from '../../../ui/layout.tsx'
import { useLanguageName } from '../stream/languages.ts'
import { MentionsLink } from './mentions-link.tsx'
import { useFigure } from './use-figure.ts'

type SlicesCardProps = { kind: 'languages' | 'countries'; slices: Dashboard['languages']; of: number }

export function SlicesCard({ kind, slices, of }: SlicesCardProps) {
  const say = useWords()
  const figure = useFigure()
  const languageName = useLanguageName()
  const countryName = useCountryName()
  const nameOf = kind === 'languages' ? languageName : countryName
  return (
    <Card title={say(`figures.${kind}`)}>
      <Table
        label={say(`figures.${kind}`)}
        head={[say(`figures.${kind}.one`), say('figures.mentions'), say('figures.share'), say('figures.net')]}
      >
        {slices.slice(0, 12).map(({ key, mentions, net }) => (
          <tr key={key ?? ''}>
            <th scope="row">{key ? nameOf(key) : say('figures.untold')}</th>
            <td>
              {key ? (
                <MentionsLink filter={{ [kind]: key }}>{figure.count(mentions)}</MentionsLink>
              ) : (
                figure.count(mentions)
              )}
            </td>
            <td>{figure.share(mentions / of)}</td>
            <td>{figure.net(net)}</td>
          </tr>
        ))}
      </Table>
    </Card>
  )
}

function useCountryName(): (code: string) => string {
  const { tag } = useSpoken()
  return useMemo(() => {
    const names = new Intl.DisplayNames([tag], { type: 'region' })
    return (code) => (/^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code)
  }, [tag])
}
