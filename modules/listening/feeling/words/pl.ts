import type { FeelingWords } from './feeling-words.ts'

export const pl: FeelingWords = {
  good: `dobr* świetn* najleps* leps* wspania* cudown* cudn* doskona* kocha* uwielbia* ulubion* idealn* pyszn* smaczn* piękn* dzięk* dziękuj* poleca*
    zadowol* szczęśliw* ciesz* szybk* śwież* uprzejm* miły miła miło mili przyjemn* brawo super rewelac* ekstra bomba fantastyczn* niesamowit* wygodn*
    profesj* przytuln* świetnie warto sztos petarda złoto anioł* wdzięczn* zachwyc* genialn* pomocn* serdeczn* rzeteln* fachow* ciepł* skuteczn* cierpliw* znakomit*`,
  bad: `zły zła złe źle gorsz* najgorsz* okropn* straszn* fataln* nienawidz* śmieć śmieci zepsut* zepsu* wysyp* zawiesza* oszu* kłam* kłamst* chams* niegrzeczn*
    niemił* woln* spóźn* opóźn* zgub* brak* błąd błęd* problem* reklamac* skarg* rozczarow* wściek* zimn* pleśń pleśni brudn* śmierdz* przeciek* drog*
    skandal* wstyd* żenad* żenu* arogan* koszmar* brzydk* nudn* anulow* bezczel* porażk* dramat* tragedi* masakr* odradza* niestety ból bole* bolał* chor* lekceważ* nieudan* beznadziej* niekompet*`,
  not: 'nie nigdy nikt nic brak bez ani żaden żadna żadne żadnego ledwo',
  but: 'ale jednak lecz natomiast choć chociaż tylko',
  time: 'sekund* minut* godzin* dzień dni dnia tydzień tygod* miesi* rok roku lat lata poniedziałek wtorek środa czwartek piątek sobota niedziela',
  ask: 'co kiedy gdzie kto jak dlaczego czemu ile czy który która które jaki jaka jakie można ktoś',
}
