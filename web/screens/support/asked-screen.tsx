import { useQuery } from '@tanstack/react-query'
import { askAgain, useAct } from '../../api/ask.ts'
import { failureOf } from '../../api/failure.ts'
import { type Asked, answerAsked, asked } from '../../api/support.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useParam } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Banner, EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Form } from '../../ui/form.tsx'
import { Card } from '../../ui/layout.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import { useTitle } from '../../ui/use-title.ts'
import styles from './support.module.css'

/** What an expert sees behind the link of a mail: the question, the conversation, and where to answer. */
export function Screen() {
  const say = useWords()
  const token = useParam('token')
  const { data, error, refetch } = useQuery(asked(token))
  useTitle(data ? say('service.asked.title', { brand: data.brandName }) : say('service.asked'))
  return (
    <main className={styles.asked}>
      {error && (
        <EmptyState
          level={1}
          title={say('service.asked.gone')}
          acts={<Button onPress={() => void refetch()}>{say('service.asked.again')}</Button>}
        >
          {failureOf(error).saidIn(say)}
        </EmptyState>
      )}
      {!data && !error && (
        <>
          <h1>{say('service.asked')}</h1>
          <SkeletonRows rows={3} height="6rem" />
        </>
      )}
      {data && <Question token={token} asked={data} />}
    </main>
  )
}

function Question({ token, asked }: { token: string; asked: Asked }) {
  const say = useWords()
  const format = useFormat()
  const send = useAct((text: string) => answerAsked(token, text), {
    quiet: true,
    done: () => void askAgain(`/api/asked/${token}`),
  })
  return (
    <>
      <header>
        <p className={styles.dim}>{asked.brandName}</p>
        <h1>{say('service.asked.lead', { asker: asked.askedBy, name: asked.expert })}</h1>
      </header>
      <Card title={say('service.asked.question')}>
        <p dir="auto">{asked.question}</p>
      </Card>
      <Card title={say('service.asked.conversation')}>
        <ol className={styles.lines}>
          {asked.lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what was said stays in its order
            <li key={at} data-own={line.own || undefined} dir="auto">
              <span className={styles.dim}>
                <bdi>{line.who}</bdi> · {format.moment(line.at, asked.zone)}
              </span>
              {line.text}
            </li>
          ))}
        </ol>
      </Card>
      {asked.answer === null ? (
        <Card title={say('service.asked.answer')}>
          <Form
            onSubmit={(form) => send.mutate(String(form.get('text')))}
            failure={send.error}
            fields={['text']}
            foot={
              <Button type="submit" variant="primary" icon="send" isPending={send.isPending}>
                {say('service.asked.send')}
              </Button>
            }
          >
            <TextArea
              name="text"
              label={say('service.asked.text')}
              hint={say('service.asked.text.hint', { asker: asked.askedBy })}
              rows={8}
              maxLength={20_000}
            />
          </Form>
        </Card>
      ) : (
        <Banner
          tone="good"
          live
          title={say('service.asked.thanks', {
            moment: format.moment(asked.answeredAt ?? asked.expiresAt, asked.zone),
          })}
        >
          <p dir="auto">{asked.answer}</p>
        </Banner>
      )}
      <p className={styles.dim}>{say('service.asked.until', { moment: format.moment(asked.expiresAt, asked.zone) })}</p>
    </>
  )
}
