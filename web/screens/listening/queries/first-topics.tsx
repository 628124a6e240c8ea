import { useWords } from '../../../i18n/words.tsx'
import { useBrand } from '../../../shell/here.ts'
import { Button } from '../../../ui/button.tsx'
import { useMakeTopic } from './use-make-topic.ts'

/** A good beginning at one press: the brand itself, with a first query made of its name. */
export function FirstTopics({ onOther }: { onOther: () => void }) {
  const say = useWords()
  const brand = useBrand()
  const make = useMakeTopic()
  return (
    <>
      <Button
        variant="primary"
        icon="listen"
        isPending={make.isPending}
        onPress={() => make.mutate({ kind: 'brand', name: brand.name })}
      >
        {say('queries.listenFor', { name: brand.name })}
      </Button>
      <Button onPress={onOther}>{say('queries.listenForOther')}</Button>
    </>
  )
}
