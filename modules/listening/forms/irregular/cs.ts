/** Each line a word and its forms, the base form first; see `Irregulars`. */
export const irregular = `
člověk člověka člověku člověkovi člověkem člověče lidé lidi lidí lidem lidech lidmi
rok roku rokem roky roků rokům rocích let léta létech lety letům
dítě dítěte dítěti dítětem děti dětí dětem dětech dětmi
oko oka oku okem oči očí očím očích očima
ucho ucha uchu uchem uši uší uším uších ušima
ruka ruky ruce ruku rukou rukám rukách rukama rukami
noha nohy noze nohu nohou nohám nohách nohama nohami
přítel přítele příteli příteli přítelem přátelé přátel přátelům přátelích přáteli
nepřítel nepřítele nepříteli nepřítelem nepřátelé nepřátel nepřátelům nepřátelích nepřáteli
kůň koně koni koněm koně koní koním koních koňmi
kněz kněze knězi knězem kněží kněžím kněžích kněžími
bratr bratra bratru bratrovi bratrem bratře bratři bratrů bratrům bratrech bratry
den dne dni dnu dnem dny dnů dní dnům dnech
týden týdne týdnu týdni týdnem týdny týdnů týdnům týdnech
pes psa psu psovi psem psi psy psů psům psech pse
sníh sněhu sněhem sněhy sněhů
vítr větru větrem větry větrů větrům větrech
déšť deště dešti deštěm dešťů dešťům deštích
chléb chleba chlebu chlebem chleby chlebů
stůl stolu stolem stoly stolů stolům stolech stole
dům domu domem domy domů domům domech domě
dvůr dvora dvoru dvorem dvory dvorů dvorům dvorech dvoře
míra míry míře míru měr měrám měrách měrami mírou měrou
díra díry díře díru děr děrám děrách děrami dírou
víra víry víře víru vírou věr
čest cti ctí
krev krve krvi krví
láska lásky lásce lásku láskou lásek láskám láskách láskami
paní paním paních paněmi
země zemi zemí zem zemím zemích zeměmi
zeď zdi zdí zdem zdím zdech zdmi
lež lži lží lžím lžích lžemi
host hosta hostu hostovi hostem hosti hosté hostů hostům hostech hosty
loď lodi lodě lodí lodím lodích loděmi loďmi
věc věci věcí věcem věcech věcmi
noc noci nocí nocím nocích nocemi
pomoc pomoci pomocí
moc moci mocí
řeč řeči řečí řečem řečech řečmi
zeměkoule zeměkouli zeměkoulí
peníze peněz penězům penězích penězi
dveře dveří dveřím dveřích dveřmi
datum data datu datem dat datům datech daty
centrum centra centru centrem center centrům centrech centry
smlouva smlouvy smlouvě smlouvu smlouvou smluv smlouvám smlouvách smlouvami
velký větší největší většího většímu větším větších většími největšího největšímu největším největších největšími
malý menší nejmenší menšího menšímu menším menších menšími nejmenšího nejmenším nejmenších nejmenšími
dobrý lepší nejlepší lepšího lepšímu lepším lepších lepšími nejlepšího nejlepšímu nejlepším nejlepších nejlepšími
špatný horší nejhorší horšího horšímu horším horších horšími nejhoršího nejhorším nejhorších
zlý horší nejhorší horšího horším horších nejhoršího
dlouhý delší nejdelší delšího delšímu delším delších delšími nejdelšího nejdelším nejdelších
vysoký vyšší nejvyšší vyššího vyššímu vyšším vyšších vyššími nejvyššího nejvyššímu nejvyšším nejvyšších nejvyššími vysocí
nízký nižší nejnižší nižšího nižšímu nižším nižších nižšími nejnižšího nejnižším nejnižších
krátký kratší nejkratší kratšího kratším kratších nejkratšího nejkratším
široký širší nejširší širšího širšímu širším širších širšími nejširšího nejširšímu nejširším nejširších
úzký užší nejužší užšího užším užších
blízký bližší nejbližší bližšího bližším bližších nejbližšího nejbližším nejbližších nejbližšími
hluboký hlubší nejhlubší hlubšího hlubšímu hlubším hlubších nejhlubšího
vzdálený vzdálenější nejvzdálenější
mladý mladší nejmladší mladšího mladšímu mladším mladších mladšími nejmladšího nejmladších
starý starší nejstarší staršího staršímu starším starších staršími nejstaršího nejstarším nejstarších
drahý dražší nejdražší dražšího dražším dražších nejdražších
tichý tišší nejtišší tišším
snadný snazší snadnější nejsnazší nejsnadnější
sladký sladší nejsladší sladšího sladších
tvrdý tvrdší nejtvrdší tvrdšího tvrdších
čistý čistší nejčistší čistšího čistších
bohatý bohatší nejbohatší bohatšího bohatších
chudý chudší nejchudší chudších
hustý hustší nejhustší
tlustý tlustší nejtlustší
těžký těžší nejtěžší těžšího těžších
řídký řidší nejřidší
krutý krutější nejkrutější
rád ráda rádo rádi rády
~být jsem jsi je jsme jste jsou byl byla bylo byli byly budu budeš bude budeme budete budou není nejsem nejsi nejsme nejste nejsou nebyl nebyla nebylo nebyli nebyly nebudu nebudeš nebude nebudeme nebudete nebudou buď buďte buďme
~jet jedu jedeš jede jedeme jedete jedou jel jela jelo jeli jely jeď jeďte pojedu pojedeš pojede pojedeme pojedete pojedou
~jít jdu jdeš jde jdeme jdete jdou šel šla šlo šli šly jdi jděte půjdu půjdeš půjde půjdeme půjdete půjdou
~stát stojím stojíš stojí stojíme stojíte stál stála stálo stáli stály stanu staneš stane stanou stal stala stalo stali staly státu státem státy států státům státech státě
chápat chápu chápeš chápe chápeme chápete chápou chápal chápala chápali chápalo chápán
`
