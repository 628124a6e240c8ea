import type { FeelingWords } from './feeling-words.ts'

export const cs: FeelingWords = {
  good: `dobr* skvěl* nejlepš* lepš* úžasn* báječn* nádher* výborn* výteč* miluj* milovan* zbožňuj* oblíben* ideáln* perfekt* chutn* krásn* děkuj* díky dík
    doporuč* spokojen* šťastn* těš* rád ráda rádi rychl* čerstv* ochotn* mil* příjem* bravo super bomba paráda parád* fantasti* neuvěřiteln* pohodl* kvalit*
    profes* útuln* vřele boží poklad zlat* vděč* nadšen* geniáln* luxus* mňam* žůžo hezk* hezoun* pěkn* nejoblíbeněj* lahod* chválím skvost* spolehliv* milá`,
  bad: `špatn* horší nejhorší hrozn* příšern* otřesn* strašn* nenávid* šmejd* rozbit* rozbi* padá podvod* lžete lež* lhář* drz* hrub* neochotn* pomal* zpožd* ztrat*
    ztrac* chyb* problém* reklam* stížn* zklam* naštva* studen* plíseň plesniv* špinav* smrd* teče drah* skandál* ostud* hanb* arogan* děs děsn* noční oškliv* nudn*
    zruši* hnus* odporn* bohužel bolest* bolí nemocn* hrůza katastrof* mizern* nefunguj* nejde nejdou okrád* zloděj* nechutn* fuj shit sračk* blb* debil* vadn* předražen*`,
  not: 'ne není nejsou nikdy nikdo nic žádn* bez ani nemám nemáte nemají nebyl nebyla sotva',
  but: 'ale avšak však jenže jen ovšem přesto kromě',
  time: 'sekund* minut* hodin* den dny dní dnů dne týden týdn* měsíc* rok roku let pondělí úterý středa čtvrtek pátek sobota neděle',
  ask: 'co kdy kde kdo jak proč kolik který která které jaký jaká jaké zda jestli máte dá někdo lze',
}
