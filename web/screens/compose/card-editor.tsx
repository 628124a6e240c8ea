import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { fetchCard } from '../../api/composing.ts'
import { thumbnailUrl } from '../../api/content.ts'
import { failureOf } from '../../api/failure.ts'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Dim, Row, Stack } from '../../ui/layout.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import styles from './card-editor.module.css'
import type { Part } from './draft/draft.ts'
import type { Voice } from './rules.ts'
import { linkIn } from './writing/complete-word.ts'

type Card = NonNullable<Part['card']>
type CardEditorProps = {
  brandId: string
  part: Part
  voices: readonly Voice[]
  isReadOnly: boolean
  onChange: (card: Card | undefined) => void
}

/** A link in the text is looked up once, and its card can be taken and changed. Shown where some network makes its own cards from ours. */
export function CardEditor({ brandId, part, voices, isReadOnly, onChange }: CardEditorProps) {
  const wanted = voices.some((voice) => voice.limits.card === 'own')
  const link = useSettled(linkIn(part.text))
  if (part.card) return <CardFields brandId={brandId} card={part.card} isReadOnly={isReadOnly} onChange={onChange} />
  if (!wanted || !link || isReadOnly || part.media.length > 0 || part.poll) return null
  return <CardOffer key={link} brandId={brandId} link={link} onTake={onChange} />
}

function CardOffer({ brandId, link, onTake }: { brandId: string; link: string; onTake: (card: Card) => void }) {
  const say = useWords()
  const [refused, setRefused] = useState(false)
  const { data, error, isLoading } = useQuery({
    queryKey: ['card', brandId, link],
    queryFn: ({ signal }) => fetchCard(brandId, link, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (refused) return null
  if (isLoading)
    return (
      <p className={styles.looking}>
        <Spinner size={16} /> {say('compose.card.looking', { link })}
      </p>
    )
  return (
    <div className={styles.offer}>
      <Icon name="link" />
      <div className={styles.words}>
        {data ? (
          <strong>{data.title || link}</strong>
        ) : (
          <span>{error ? failureOf(error).fields[0]?.message || failureOf(error).saidIn(say) : link}</span>
        )}
        {data?.description && <Dim>{data.description}</Dim>}
      </div>
      <Row gap={1}>
        <Button size="s" onPress={() => onTake(data ?? { url: link, title: '', description: '' })}>
          {say(data ? 'compose.card.take' : 'compose.card.byHand')}
        </Button>
        <IconButton size="s" icon="close" label={say('compose.card.refuse')} onPress={() => setRefused(true)} />
      </Row>
    </div>
  )
}

type CardFieldsProps = { brandId: string; card: Card; isReadOnly: boolean; onChange: (card: Card | undefined) => void }

function CardFields({ brandId, card, isReadOnly, onChange }: CardFieldsProps) {
  const say = useWords()
  return (
    <fieldset className={styles.card} disabled={isReadOnly}>
      <legend className={styles.name}>{say('compose.card')}</legend>
      {card.imageMediaId && <img className={styles.picture} src={thumbnailUrl(brandId, card.imageMediaId)} alt="" />}
      <Stack gap={2}>
        <TextField
          label={say('compose.card.title')}
          value={card.title}
          maxLength={300}
          onChange={(title) => onChange({ ...card, title })}
        />
        <TextArea
          label={say('compose.card.description')}
          rows={2}
          maxLength={1000}
          value={card.description}
          onChange={(description) => onChange({ ...card, description })}
        />
        <Row gap={2}>
          <Dim>{card.url}</Dim>
          {card.imageMediaId && (
            <Button
              size="s"
              variant="quiet"
              icon="image"
              onPress={() => onChange({ ...card, imageMediaId: undefined })}
            >
              {say('compose.card.noPicture')}
            </Button>
          )}
          <Button size="s" variant="quiet" icon="trash" onPress={() => onChange(undefined)}>
            {say('compose.card.remove')}
          </Button>
        </Row>
      </Stack>
    </fieldset>
  )
}

/** The value once it has stood still for a while: a link half typed is not asked for. */
function useSettled<T>(value: T, ms = 900): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return settled
}
