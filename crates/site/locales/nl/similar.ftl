# De gebieden die het meest op een gebied lijken.

similar-title = Gebieden die lijken op { $name }
similar-short = Vergelijkbare gebieden
similar-description = Welke gebieden lijken het meest op { $name }, en hoe doet { $name } het daartussen?
similar-lead = Hoe doet { $name } het, vergeleken met gebieden waar ongeveer dezelfde mensen wonen?
similar-open = Vergelijkbare gebieden
similar-compare = Zet naast elkaar
similar-areas = Deze gebieden lijken er het meest op
similar-how = Hoe vinden we deze gebieden?
similar-and = en
similar-residents = het aantal inwoners
similar-groups = de achtergrond van de bewoners
similar-method-1 = We zoeken onder alle { $levels } welke het meest lijken in: { $kinds }. Elk van die kenmerken telt even zwaar.
similar-method-2 = Van elk kenmerk kijken we hoeveel gebieden er meestal in verschillen. Een verschil van zoveel telt als één stap. Het gebied met over alles de minste stappen lijkt het meest. Bij het aantal inwoners telt de verhouding: 2.000 en 4.000 liggen even ver uit elkaar als 20.000 en 40.000.
similar-method-3 = Hoe het met mensen gaat, zoals werk of gezondheid, gebruiken we niet om te zoeken. Anders zouden de gebieden al gekozen zijn op wat u wilt vergelijken.
similar-among = Hoe doet dit gebied het daartussen?
similar-among-about = Het middelste is het cijfer waar de helft van deze gebieden boven ligt en de helft onder. Lijken op elkaar is niet hetzelfde zijn: verschillen kunnen veel oorzaken hebben.
similar-here = Hier
similar-middle = Middelste
similar-range = Laagste tot hoogste
similar-place = Plaats (1 = hoogste cijfer)
similar-rank = { $rank } van { $of }
similar-nothing = Van dit gebied zijn niet genoeg cijfers om gebieden te vinden die erop lijken. Dat komt voor bij heel kleine gebieden, en bij het land en de regio’s.
