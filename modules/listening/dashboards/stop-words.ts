/** Words that bind others and tell nothing by themselves, in the languages whose forms are known. */
export const stopWords = `
  the and for you are was were this that these those with from have has had not but they them their his her she him our your its who
  what when where why how which will would can could should about into than then there here just been being more most some any all also
  because while over only very too out off did does done get got one two don't doesn't didn't isn't it's i'm i've you're we're can't
  и да на не се за от че са съм сме със или ако ще как как това този тази тези той тя те ние вие като кой коя кое кога къде защо при
  още вече само има няма беше бил била бяха много по-добре нещо нищо всичко всички този моя моят твоя между през преди след пак ами
  та що як але чи або для від про при над під без вже ще так ось тут там цей ця це ці той вони вона воно він ми ви мене тебе його її їх
  нас вас бути був була було були буде коли де чому хто який яка яке які тільки дуже також після перед через щоб якщо мій моя моє
  что как это так его она они оно мы вы или для при без уже еще ещё вот тут там этот эта эти тот был была было были будет когда где
  почему кто который которая которые только очень тоже также после перед через чтобы если мой моя мое меня тебя нас вас них ему ей
  och att det som för med den har inte ett han hon var jag men om på av till är de vi ni du så kan när här där vad vem hur från eller
  men bara mycket också efter innan över under min mitt mina din ditt dina sin sitt sina alla några någon något blir blev vara varit ska
  že jsem jsi jsme jste jsou byl byla bylo byli bude být se si na do od ze za po při pro ale nebo ani jak kde kdy kdo proč který která
  které jen jako tak také taky už ještě není nebyl mít mám máš má máme mají ten ta to ti tyto tento tato toto můj moje tvůj jeho její
  się nie jest jestem jesteś są był była było byli będzie być jak gdzie kiedy kto dlaczego który która które tylko jako tak też także
  już jeszcze mam masz mają ten tam tego tej tych tym dla przez przed przy pod nad bez ale albo lub ani czy żeby jeśli mój moja moje
  mnie mną ciebie jego jej ich nas was bardzo może można oraz`
