<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;New source…</source>
        <translation>&amp;Neue Quelle…</translation>
    </message>
    <message>
        <source>&amp;Open workspace…</source>
        <translation>&amp;Arbeitsbereich öffnen…</translation>
    </message>
    <message>
        <source>Open the &amp;demo workspace</source>
        <translation>&amp;Demo-Arbeitsbereich öffnen</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren…</translation>
    </message>
    <message>
        <source>Open workspace &amp;folder</source>
        <translation>&amp;Ordner des Arbeitsbereichs öffnen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Sidebar</source>
        <translation>&amp;Seitenleiste</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation>&amp;Vorwärts</translation>
    </message>
    <message>
        <source>&amp;Go to or run…</source>
        <translation>&amp;Gehe zu oder ausführen…</translation>
    </message>
    <message>
        <source>&amp;Next region</source>
        <translation>&amp;Nächster Bereich</translation>
    </message>
    <message>
        <source>&amp;Previous region</source>
        <translation>V&amp;origer Bereich</translation>
    </message>
    <message>
        <source>Stronger &amp;borders</source>
        <translation>Stärkere &amp;Rahmen</translation>
    </message>
    <message>
        <source>&amp;Larger text</source>
        <translation>Größere Schri&amp;ft</translation>
    </message>
    <message>
        <source>S&amp;maller text</source>
        <translation>&amp;Kleinere Schrift</translation>
    </message>
    <message>
        <source>&amp;Normal text</source>
        <translation>Nor&amp;male Schrift</translation>
    </message>
    <message>
        <source>&amp;Start listener</source>
        <translation>Listener &amp;starten</translation>
    </message>
    <message>
        <source>S&amp;top listener</source>
        <translation>Listener s&amp;toppen</translation>
    </message>
    <message>
        <source>&amp;Copy endpoint URL</source>
        <translation>&amp;Endpunkt-URL kopieren</translation>
    </message>
    <message>
        <source>&amp;Welcome</source>
        <translation>&amp;Willkommen</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;About Headwater</source>
        <translation>Ü&amp;ber Headwater</translation>
    </message>
    <message>
        <source>Follow the &amp;desktop</source>
        <translation>Wie der &amp;Desktop</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>Dar&amp;k</source>
        <translation>D&amp;unkel</translation>
    </message>
    <message>
        <source>Import a &amp;Knock project…</source>
        <translation>&amp;Knock-Projekt importieren…</translation>
    </message>
    <message>
        <source>&amp;Guide</source>
        <translation>&amp;Anleitung</translation>
    </message>
</context>
<context>
    <name>Coverage</name>
    <message numerus="yes">
        <source>%1 of %n event(s)</source>
        <translation>
            <numerusform>%1 von %n Event</numerusform>
            <numerusform>%1 von %n Events</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 › %2</source>
        <translation>%1 › %2</translation>
    </message>
    <message>
        <source>%1 is switched off</source>
        <translation>%1 ist ausgeschaltet</translation>
    </message>
    <message>
        <source>%1 is mapped to a type that was never seen</source>
        <translation>%1 ist einem Typ zugeordnet, der nie vorkam</translation>
    </message>
    <message>
        <source>%1 never fires</source>
        <translation>%1 wird nie ausgelöst</translation>
    </message>
    <message>
        <source>The condition of %1 was always true</source>
        <translation>Die Bedingung von %1 war immer erfüllt</translation>
    </message>
    <message>
        <source>The condition of %1 was never true</source>
        <translation>Die Bedingung von %1 war nie erfüllt</translation>
    </message>
    <message>
        <source>%1 is required and missing in %2</source>
        <translation>%1 ist nötig und fehlt in %2</translation>
    </message>
    <message>
        <source>%1 is missing in %2</source>
        <translation>%1 fehlt in %2</translation>
    </message>
    <message>
        <source>%1 has a type that does not fit in %2</source>
        <translation>%1 hat in %2 einen Typ, der nicht passt</translation>
    </message>
    <message>
        <source>The expression of %1 failed in %2</source>
        <translation>Der Ausdruck von %1 ist in %2 fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 was %2 and is %3 now</source>
        <translation>%1 war %2 und ist jetzt %3</translation>
    </message>
    <message>
        <source>Seen and not mapped: %1</source>
        <translation>Vorgekommen und nicht zugeordnet: %1</translation>
    </message>
    <message>
        <source>New field %1 (%2)</source>
        <translation>Neues Feld %1 (%2)</translation>
    </message>
    <message numerus="yes">
        <source>%1 is gone from the last %n event(s)</source>
        <translation>
            <numerusform>%1 fehlt im letzten %n Event</numerusform>
            <numerusform>%1 fehlt in den letzten %n Events</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 has the new value %2</source>
        <translation>%1 hat den neuen Wert %2</translation>
    </message>
    <message numerus="yes">
        <source>None of %n event(s) of this type led to it.</source>
        <translation>
            <numerusform>Das %n Event dieses Typs hat nicht dazu geführt.</numerusform>
            <numerusform>Keines der %n Events dieses Typs hat dazu geführt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Most often: %1</source>
        <translation>Am häufigsten: %1</translation>
    </message>
    <message numerus="yes">
        <source>Among %n event(s) none was of this type.</source>
        <translation>
            <numerusform>Das %n Event war nicht von diesem Typ.</numerusform>
            <numerusform>Unter %n Events war keines von diesem Typ.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It decided nothing in %n event(s).</source>
        <translation>
            <numerusform>Sie hat in %n Event nichts entschieden.</numerusform>
            <numerusform>Sie hat in %n Events nichts entschieden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It held in none of %n event(s).</source>
        <translation>
            <numerusform>Sie war in %n Event nicht erfüllt.</numerusform>
            <numerusform>Sie war in keinem von %n Events erfüllt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Where it is missing, the action is skipped. A default keeps it going.</source>
        <translation>Wo der Wert fehlt, wird die Aktion übersprungen. Mit einem Vorgabewert läuft sie weiter.</translation>
    </message>
    <message>
        <source>The action is carried out without it. A default fills the gap.</source>
        <translation>Die Aktion wird ohne den Wert ausgeführt. Ein Vorgabewert füllt die Lücke.</translation>
    </message>
    <message>
        <source>An expression can turn one type into the other.</source>
        <translation>Ein Ausdruck kann den einen Typ in den anderen umwandeln.</translation>
    </message>
    <message>
        <source>Nothing happens for these events. Map the type, or ignore it on purpose.</source>
        <translation>Für diese Events geschieht nichts. Den Typ zuordnen oder bewusst ignorieren.</translation>
    </message>
    <message>
        <source>The sender began to send it. It can be mapped now.</source>
        <translation>Der Absender sendet es neuerdings. Es kann jetzt zugeordnet werden.</translation>
    </message>
    <message>
        <source>The sender stopped sending it. What is mapped from it is missing now.</source>
        <translation>Der Absender sendet es nicht mehr. Was daraus zugeordnet ist, fehlt jetzt.</translation>
    </message>
    <message>
        <source>The sender changed something in %1.</source>
        <translation>Der Absender hat in %1 etwas geändert.</translation>
    </message>
    <message>
        <source>Perhaps %1 is meant.</source>
        <translation>Vielleicht ist %1 gemeint.</translation>
    </message>
    <message>
        <source>Switch it on</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>Use it for %1</source>
        <translation>Für %1 verwenden</translation>
    </message>
    <message>
        <source>Set a default…</source>
        <translation>Vorgabewert festlegen…</translation>
    </message>
    <message>
        <source>Map this type</source>
        <translation>Diesen Typ zuordnen</translation>
    </message>
    <message>
        <source>Ignore this type</source>
        <translation>Diesen Typ ignorieren</translation>
    </message>
    <message>
        <source>Open the slot</source>
        <translation>Feld öffnen</translation>
    </message>
    <message>
        <source>Use it in the mapping</source>
        <translation>In der Zuordnung verwenden</translation>
    </message>
    <message>
        <source>Open the mapping</source>
        <translation>Zuordnung öffnen</translation>
    </message>
    <message>
        <source>Show such an event</source>
        <translation>Ein solches Event zeigen</translation>
    </message>
    <message>
        <source>Show the events</source>
        <translation>Die Events zeigen</translation>
    </message>
</context>
<context>
    <name>Destination</name>
    <message>
        <source>Directory</source>
        <translation>Directory</translation>
    </message>
    <message>
        <source>Knock API</source>
        <translation>Knock API</translation>
    </message>
    <message>
        <source>HTTP endpoint</source>
        <translation>HTTP-Endpunkt</translation>
    </message>
</context>
<context>
    <name>DiagnosisText</name>
    <message>
        <source>The signature is right: it was made with %1.</source>
        <translation>Die Signatur stimmt: Sie wurde mit %1 erzeugt.</translation>
    </message>
    <message>
        <source>This source checks nothing: its scheme is "none".</source>
        <translation>Diese Quelle prüft nichts: Ihr Schema ist "none".</translation>
    </message>
    <message>
        <source>Choose a scheme in its settings, so that nobody else can send.</source>
        <translation>Wähle in ihren Einstellungen ein Schema, damit niemand sonst senden kann.</translation>
    </message>
    <message>
        <source>The request carries no signature: %1 is missing.</source>
        <translation>Die Anfrage trägt keine Signatur: %1 fehlt.</translation>
    </message>
    <message>
        <source>Check that it comes from the provider, and that no proxy on the way drops the header.</source>
        <translation>Prüfe, ob sie vom Anbieter kommt und ob kein Proxy unterwegs den Header entfernt.</translation>
    </message>
    <message>
        <source>The signature header cannot be read: %1.</source>
        <translation>Der Signatur-Header ist nicht lesbar: %1.</translation>
    </message>
    <message>
        <source>Compare it with the provider's documentation; a proxy may have changed or doubled it.</source>
        <translation>Vergleiche ihn mit der Dokumentation des Anbieters; vielleicht hat ein Proxy ihn geändert oder verdoppelt.</translation>
    </message>
    <message>
        <source>The signature is the right one, but its end is missing.</source>
        <translation>Die Signatur ist die richtige, aber ihr Ende fehlt.</translation>
    </message>
    <message>
        <source>Something on the way cuts long header values.</source>
        <translation>Etwas auf dem Weg kürzt lange Header-Werte.</translation>
    </message>
    <message>
        <source>The signature matches, but as version %1; this scheme accepts %2 alone.</source>
        <translation>Die Signatur passt, aber als Version %1; dieses Schema nimmt nur %2 an.</translation>
    </message>
    <message>
        <source>Signatures of version %1</source>
        <translation>Signaturen der Version %1</translation>
    </message>
    <message>
        <source>Ask the sender for a %2 signature: other versions are not meant for checking live requests.</source>
        <translation>Lass den Absender mit %2 signieren: Andere Versionen sind nicht zum Prüfen echter Anfragen gedacht.</translation>
    </message>
    <message>
        <source>The secret %1 is of another kind of key than the request is signed with.</source>
        <translation>Das Secret %1 gehört zu einer anderen Art von Schlüssel als der, mit dem die Anfrage signiert ist.</translation>
    </message>
    <message>
        <source>A whpk_ key checks v1a signatures, a whsec_ secret v1 signatures: store the one that the provider signs with.</source>
        <translation>Ein whpk_-Schlüssel prüft v1a-Signaturen, ein whsec_-Secret v1-Signaturen: Speichere den, mit dem der Anbieter signiert.</translation>
    </message>
    <message>
        <source>No secret is stored: %1.</source>
        <translation>Kein Secret ist gespeichert: %1.</translation>
    </message>
    <message>
        <source>Store the signing secret that the provider shows for this endpoint.</source>
        <translation>Speichere das Signing-Secret, das der Anbieter für diesen Endpunkt zeigt.</translation>
    </message>
    <message>
        <source>The secret cannot be used as a key: %1.</source>
        <translation>Das Secret taugt nicht als Schlüssel: %1.</translation>
    </message>
    <message>
        <source>Copy the signing secret again from the provider's page.</source>
        <translation>Kopiere das Signing-Secret noch einmal von der Seite des Anbieters.</translation>
    </message>
    <message>
        <source>%1 holds an API key, not a signing secret.</source>
        <translation>%1 enthält einen API-Schlüssel, kein Signing-Secret.</translation>
    </message>
    <message>
        <source>Store the signing secret of the endpoint; it is shown on the endpoint's page.</source>
        <translation>Speichere das Signing-Secret des Endpunkts; es steht auf dessen Seite.</translation>
    </message>
    <message>
        <source>%1 holds an id, not a signing secret.</source>
        <translation>%1 enthält eine ID, kein Signing-Secret.</translation>
    </message>
    <message>
        <source>%1 is not base64 after its prefix, so it is no signing secret of this scheme.</source>
        <translation>%1 ist nach seinem Präfix kein Base64, also kein Signing-Secret dieses Schemas.</translation>
    </message>
    <message>
        <source>Copy the whole secret again, from whsec_ to its last character.</source>
        <translation>Kopiere das ganze Secret noch einmal, von whsec_ bis zum letzten Zeichen.</translation>
    </message>
    <message>
        <source>The key of %1 is shorter than the scheme asks for.</source>
        <translation>Der Schlüssel von %1 ist kürzer, als das Schema verlangt.</translation>
    </message>
    <message>
        <source>No signature scheme is called "%1".</source>
        <translation>Kein Signaturschema heißt "%1".</translation>
    </message>
    <message>
        <source>Choose one that exists in the source's settings.</source>
        <translation>Wähle in den Einstellungen der Quelle eines, das es gibt.</translation>
    </message>
    <message>
        <source>A parameter of the signature scheme has a value that does not fit.</source>
        <translation>Ein Parameter des Signaturschemas hat einen unpassenden Wert.</translation>
    </message>
    <message>
        <source>Correct it in the source's settings.</source>
        <translation>Korrigiere ihn in den Einstellungen der Quelle.</translation>
    </message>
    <message>
        <source>The scheme signs the public URL, and that is not known.</source>
        <translation>Das Schema signiert die öffentliche URL, und die ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Set the public URL of this source.</source>
        <translation>Gib die öffentliche URL dieser Quelle an.</translation>
    </message>
    <message>
        <source>It was signed %1 before it arrived; the tolerance is %2.</source>
        <translation>Sie wurde %1 vor dem Eintreffen signiert; erlaubt sind %2.</translation>
    </message>
    <message>
        <source>It was sent again or kept somewhere, or this machine's clock is ahead.</source>
        <translation>Sie wurde erneut gesendet oder unterwegs aufgehalten, oder die Uhr dieses Rechners geht vor.</translation>
    </message>
    <message>
        <source>It was signed %1 after it arrived; the tolerance is %2.</source>
        <translation>Sie wurde %1 nach dem Eintreffen signiert; erlaubt sind %2.</translation>
    </message>
    <message>
        <source>One of the two clocks is wrong: check the time of this machine.</source>
        <translation>Eine der beiden Uhren geht falsch: Prüfe die Zeit dieses Rechners.</translation>
    </message>
    <message>
        <source>The time is in %1, the scheme expects the other unit.</source>
        <translation>Die Zeit steht in %1, das Schema erwartet die andere Einheit.</translation>
    </message>
    <message>
        <source>The time "%1" is no number.</source>
        <translation>Die Zeit "%1" ist keine Zahl.</translation>
    </message>
    <message>
        <source>The sender has to write seconds or milliseconds since 1970.</source>
        <translation>Der Absender muss Sekunden oder Millisekunden seit 1970 schreiben.</translation>
    </message>
    <message>
        <source>The body did not arrive: it is empty, and the signature is for another one.</source>
        <translation>Der Body ist nicht angekommen: Er ist leer, und die Signatur gilt für einen anderen.</translation>
    </message>
    <message>
        <source>A redirect turns a POST into a GET and drops the body: give the provider the final URL.</source>
        <translation>Eine Weiterleitung macht aus POST ein GET und verliert den Body: Gib dem Anbieter die endgültige URL.</translation>
    </message>
    <message>
        <source>The body was changed on its way: %1 bytes arrived, %2 were announced.</source>
        <translation>Der Body wurde unterwegs verändert: %1 Bytes kamen an, %2 waren angekündigt.</translation>
    </message>
    <message>
        <source>Look for a proxy or tool between sender and listener that rewrites bodies.</source>
        <translation>Suche zwischen Absender und Listener nach einem Proxy oder Werkzeug, das Bodys umschreibt.</translation>
    </message>
    <message>
        <source>The body was decoded as text on its way: characters that did not fit were replaced.</source>
        <translation>Der Body wurde unterwegs als Text dekodiert: Zeichen, die nicht passten, wurden ersetzt.</translation>
    </message>
    <message>
        <source>Something between sender and listener must pass the bytes on as they are.</source>
        <translation>Was zwischen Absender und Listener steht, muss die Bytes unverändert weitergeben.</translation>
    </message>
    <message>
        <source>The body is not what was signed: %1.</source>
        <translation>Der Body ist nicht der signierte: %1.</translation>
    </message>
    <message>
        <source>The signature is right by the source's settings, but its script says %1.</source>
        <translation>Nach den Einstellungen der Quelle stimmt die Signatur, aber ihr Skript sagt %1.</translation>
    </message>
    <message>
        <source>Look at what the script passes as payload and secret: the payload must be ctx.body itself or ctx.rawBody.</source>
        <translation>Sieh nach, was das Skript als payload und secret übergibt: payload muss ctx.body selbst oder ctx.rawBody sein.</translation>
    </message>
    <message>
        <source>This source is verified by its script alone. %1</source>
        <translation>Diese Quelle wird nur durch ihr Skript verifiziert. %1</translation>
    </message>
    <message>
        <source>Name the scheme in the source's settings (signing.scheme), so that the signature can be explained.</source>
        <translation>Nenne das Schema in den Einstellungen der Quelle (signing.scheme), damit die Signatur erklärt werden kann.</translation>
    </message>
    <message>
        <source>The signature belongs to none of the secrets that are stored here.</source>
        <translation>Die Signatur gehört zu keinem der hier gespeicherten Secrets.</translation>
    </message>
    <message>
        <source>As the settings say</source>
        <translation>Wie in den Einstellungen</translation>
    </message>
    <message>
        <source>It is signed with %1, the secret of the source %2.</source>
        <translation>Sie ist mit %1 signiert, dem Secret der Quelle %2.</translation>
    </message>
    <message>
        <source>Secret %1 of the source %2</source>
        <translation>Secret %1 der Quelle %2</translation>
    </message>
    <message>
        <source>It is signed with %1 of the environment %2.</source>
        <translation>Sie ist mit %1 der Umgebung %2 signiert.</translation>
    </message>
    <message>
        <source>Secret %1 of the environment %2</source>
        <translation>Secret %1 der Umgebung %2</translation>
    </message>
    <message>
        <source>The provider sends events of %2 to this address.</source>
        <translation>Der Anbieter sendet Events von %2 an diese Adresse.</translation>
    </message>
    <message>
        <source>It is signed with %1, which is stored but belongs to no source.</source>
        <translation>Sie ist mit %1 signiert; das ist gespeichert, gehört aber zu keiner Quelle.</translation>
    </message>
    <message>
        <source>Secret %1, which no source names</source>
        <translation>Secret %1, das keine Quelle nennt</translation>
    </message>
    <message>
        <source>The stored secret %1 has white space around it.</source>
        <translation>Um das gespeicherte Secret %1 stehen Leerzeichen.</translation>
    </message>
    <message>
        <source>%1 without the white space around it</source>
        <translation>%1 ohne die Leerzeichen darum</translation>
    </message>
    <message>
        <source>The stored secret %1 has quotes around it.</source>
        <translation>Um das gespeicherte Secret %1 stehen Anführungszeichen.</translation>
    </message>
    <message>
        <source>%1 without the quotes around it</source>
        <translation>%1 ohne die Anführungszeichen darum</translation>
    </message>
    <message>
        <source>The stored secret %1 begins with a name and an equals sign.</source>
        <translation>Das gespeicherte Secret %1 beginnt mit einem Namen und einem Gleichheitszeichen.</translation>
    </message>
    <message>
        <source>%1 without the name before it</source>
        <translation>%1 ohne den Namen davor</translation>
    </message>
    <message>
        <source>The key is the whole text of %1, not what its base64 stands for.</source>
        <translation>Der Schlüssel ist der ganze Text von %1, nicht das, wofür sein Base64 steht.</translation>
    </message>
    <message>
        <source>%1 as it is, not decoded</source>
        <translation>%1 unverändert, nicht dekodiert</translation>
    </message>
    <message>
        <source>The key is the text of %1 after its prefix.</source>
        <translation>Der Schlüssel ist der Text von %1 nach seinem Präfix.</translation>
    </message>
    <message>
        <source>%1 without its prefix</source>
        <translation>%1 ohne sein Präfix</translation>
    </message>
    <message>
        <source>The key is what the base64 of %1 stands for.</source>
        <translation>Der Schlüssel ist das, wofür das Base64 von %1 steht.</translation>
    </message>
    <message>
        <source>%1 decoded from base64</source>
        <translation>%1 aus Base64 dekodiert</translation>
    </message>
    <message>
        <source>%1 decoded after whsec_</source>
        <translation>%1 nach whsec_ dekodiert</translation>
    </message>
    <message>
        <source>The key is what the hexadecimal digits of %1 stand for.</source>
        <translation>Der Schlüssel ist das, wofür die Hexadezimalziffern von %1 stehen.</translation>
    </message>
    <message>
        <source>%1 decoded from hexadecimal</source>
        <translation>%1 aus Hexadezimalziffern dekodiert</translation>
    </message>
    <message>
        <source>The signature is in the header %2, not in %1.</source>
        <translation>Die Signatur steht im Header %2, nicht in %1.</translation>
    </message>
    <message>
        <source>Signature in %2</source>
        <translation>Signatur in %2</translation>
    </message>
    <message>
        <source>The header %1 holds a list of parts, with the time in it.</source>
        <translation>Der Header %1 enthält eine Liste von Teilen, darunter die Zeit.</translation>
    </message>
    <message>
        <source>%1 read as a list of parts</source>
        <translation>%1 als Liste von Teilen gelesen</translation>
    </message>
    <message>
        <source>The text before the signature is "%2", not "%1".</source>
        <translation>Vor der Signatur steht "%2", nicht "%1".</translation>
    </message>
    <message>
        <source>Signature after "%2"</source>
        <translation>Signatur nach "%2"</translation>
    </message>
    <message>
        <source>The signature is written as %1.</source>
        <translation>Die Signatur ist als %1 geschrieben.</translation>
    </message>
    <message>
        <source>Signature as %1</source>
        <translation>Signatur als %1</translation>
    </message>
    <message>
        <source>The signature is made with %1.</source>
        <translation>Die Signatur ist mit %1 erzeugt.</translation>
    </message>
    <message>
        <source>Signature by %1</source>
        <translation>Signatur mit %1</translation>
    </message>
    <message>
        <source>It is a plain hash of secret and content, no HMAC.</source>
        <translation>Sie ist ein einfacher Hash aus Secret und Inhalt, kein HMAC.</translation>
    </message>
    <message>
        <source>A hash in place of an HMAC</source>
        <translation>Ein Hash anstelle eines HMAC</translation>
    </message>
    <message>
        <source>Let the sender use HMAC: a plain hash can be extended by others.</source>
        <translation>Lass den Absender HMAC verwenden: Einen einfachen Hash können andere verlängern.</translation>
    </message>
    <message>
        <source>The request is signed as %1 signs, not as this source expects.</source>
        <translation>Die Anfrage ist signiert, wie %1 signiert, nicht wie diese Quelle es erwartet.</translation>
    </message>
    <message>
        <source>Signed as %1 signs</source>
        <translation>Signiert wie bei %1</translation>
    </message>
    <message>
        <source>The secret came as %2, not as %1.</source>
        <translation>Das Secret kam als %2, nicht als %1.</translation>
    </message>
    <message>
        <source>Secret in %2</source>
        <translation>Secret in %2</translation>
    </message>
    <message>
        <source>The secret came in another form: %1.</source>
        <translation>Das Secret kam in anderer Form: %1.</translation>
    </message>
    <message>
        <source>Secret as %1</source>
        <translation>Secret als %1</translation>
    </message>
    <message>
        <source>What is signed is %1.</source>
        <translation>Signiert ist %1.</translation>
    </message>
    <message>
        <source>Signed content %1</source>
        <translation>Signierter Inhalt %1</translation>
    </message>
    <message>
        <source>The time was signed in %1, and sent in the other unit.</source>
        <translation>Die Zeit wurde in %1 signiert und in der anderen Einheit gesendet.</translation>
    </message>
    <message>
        <source>Time in %1</source>
        <translation>Zeit in %1</translation>
    </message>
    <message>
        <source>The sender has to sign the time as it sends it.</source>
        <translation>Der Absender muss die Zeit so signieren, wie er sie sendet.</translation>
    </message>
    <message>
        <source>It was signed for the URL %1.</source>
        <translation>Sie wurde für die URL %1 signiert.</translation>
    </message>
    <message>
        <source>URL %1</source>
        <translation>URL %1</translation>
    </message>
    <message>
        <source>The body ended with a line end when it was signed; that got lost.</source>
        <translation>Beim Signieren endete der Body mit einem Zeilenende; das ging verloren.</translation>
    </message>
    <message>
        <source>Body with a line end after it</source>
        <translation>Body mit einem Zeilenende dahinter</translation>
    </message>
    <message>
        <source>Something on the way trims the body.</source>
        <translation>Etwas auf dem Weg beschneidet den Body.</translation>
    </message>
    <message>
        <source>A line end was added to the body after it was signed.</source>
        <translation>Nach dem Signieren kam ein Zeilenende an den Body.</translation>
    </message>
    <message>
        <source>Body without its last line end</source>
        <translation>Body ohne sein letztes Zeilenende</translation>
    </message>
    <message>
        <source>An editor or a tool such as echo adds it.</source>
        <translation>Ein Editor oder ein Werkzeug wie echo fügt es an.</translation>
    </message>
    <message>
        <source>White space was added around the body after it was signed.</source>
        <translation>Nach dem Signieren kamen Leerzeichen um den Body.</translation>
    </message>
    <message>
        <source>Body without white space around it</source>
        <translation>Body ohne Leerzeichen darum</translation>
    </message>
    <message>
        <source>Line ends were CRLF when the body was signed, and arrived as LF.</source>
        <translation>Beim Signieren waren die Zeilenenden CRLF, angekommen sind sie als LF.</translation>
    </message>
    <message>
        <source>Body with CRLF line ends</source>
        <translation>Body mit Zeilenenden CRLF</translation>
    </message>
    <message>
        <source>Something on the way treats the body as text.</source>
        <translation>Etwas auf dem Weg behandelt den Body als Text.</translation>
    </message>
    <message>
        <source>Line ends were LF when the body was signed, and arrived as CRLF.</source>
        <translation>Beim Signieren waren die Zeilenenden LF, angekommen sind sie als CRLF.</translation>
    </message>
    <message>
        <source>Body with LF line ends</source>
        <translation>Body mit Zeilenenden LF</translation>
    </message>
    <message>
        <source>The body began with a byte order mark when it was signed; that got lost.</source>
        <translation>Beim Signieren begann der Body mit einer Byte-Order-Mark; die ging verloren.</translation>
    </message>
    <message>
        <source>Body with a byte order mark</source>
        <translation>Body mit einer Byte-Order-Mark</translation>
    </message>
    <message>
        <source>A byte order mark was put before the body after it was signed.</source>
        <translation>Nach dem Signieren kam eine Byte-Order-Mark vor den Body.</translation>
    </message>
    <message>
        <source>Body without its byte order mark</source>
        <translation>Body ohne seine Byte-Order-Mark</translation>
    </message>
    <message>
        <source>The JSON was parsed and written anew on its way: it was signed in the form "%1".</source>
        <translation>Das JSON wurde unterwegs gelesen und neu geschrieben: Signiert wurde es in der Form "%1".</translation>
    </message>
    <message>
        <source>Body as JSON, %1</source>
        <translation>Body als JSON, %1</translation>
    </message>
    <message>
        <source>A proxy, tunnel or framework must pass the bytes on as they are.</source>
        <translation>Ein Proxy, Tunnel oder Framework muss die Bytes unverändert weitergeben.</translation>
    </message>
    <message>
        <source>The JSON was written anew on its way, with other escapes: it was signed with %1.</source>
        <translation>Das JSON wurde unterwegs neu geschrieben, mit anderen Escapes: Signiert wurde es mit %1.</translation>
    </message>
    <message>
        <source>Body as JSON, escapes: %1</source>
        <translation>Body als JSON, Escapes: %1</translation>
    </message>
    <message>
        <source>The body arrived encoded in base64.</source>
        <translation>Der Body kam in Base64 kodiert an.</translation>
    </message>
    <message>
        <source>Body decoded from base64</source>
        <translation>Body aus Base64 dekodiert</translation>
    </message>
    <message>
        <source>A gateway encodes it: tell it to pass the body as it is.</source>
        <translation>Ein Gateway kodiert ihn: Stelle es so ein, dass es den Body unverändert weitergibt.</translation>
    </message>
    <message>
        <source>The body was encoded as UTF-8 twice.</source>
        <translation>Der Body wurde zweimal als UTF-8 kodiert.</translation>
    </message>
    <message>
        <source>Body with UTF-8 undone once</source>
        <translation>Body mit einmal rückgängig gemachtem UTF-8</translation>
    </message>
    <message>
        <source>Something on the way took its bytes for Latin-1.</source>
        <translation>Etwas auf dem Weg hielt seine Bytes für Latin-1.</translation>
    </message>
    <message>
        <source>The body was Latin-1 when it was signed, and arrived as UTF-8.</source>
        <translation>Beim Signieren war der Body Latin-1, angekommen ist er als UTF-8.</translation>
    </message>
    <message>
        <source>Body as Latin-1</source>
        <translation>Body als Latin-1</translation>
    </message>
    <message>
        <source>Something on the way converts text.</source>
        <translation>Etwas auf dem Weg wandelt Text um.</translation>
    </message>
    <message>
        <source>The signature is for the body before it was compressed.</source>
        <translation>Die Signatur gilt für den Body vor der Komprimierung.</translation>
    </message>
    <message>
        <source>Body without its Content-Encoding</source>
        <translation>Body ohne sein Content-Encoding</translation>
    </message>
    <message>
        <source>An empty body was signed, not the one that arrived.</source>
        <translation>Signiert wurde ein leerer Body, nicht der angekommene.</translation>
    </message>
    <message>
        <source>Empty body</source>
        <translation>Leerer Body</translation>
    </message>
    <message>
        <source>The sender signs before it has the body.</source>
        <translation>Der Absender signiert, bevor er den Body hat.</translation>
    </message>
    <message>
        <source>Either the body was changed on its way,</source>
        <translation>Entweder wurde der Body unterwegs verändert,</translation>
    </message>
    <message>
        <source>or the secret is of another endpoint, mode or account.</source>
        <translation>oder das Secret gehört zu einem anderen Endpunkt, Modus oder Konto.</translation>
    </message>
    <message>
        <source>Its headers look like those of %1.</source>
        <translation>Ihre Header sehen aus wie die von %1.</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Verifiziert</translation>
    </message>
    <message>
        <source>Nothing is checked</source>
        <translation>Nichts wird geprüft</translation>
    </message>
    <message>
        <source>No signature came with it</source>
        <translation>Es kam keine Signatur mit</translation>
    </message>
    <message>
        <source>The signature header cannot be read</source>
        <translation>Der Signatur-Header ist nicht lesbar</translation>
    </message>
    <message>
        <source>The signature is cut off</source>
        <translation>Die Signatur ist abgeschnitten</translation>
    </message>
    <message>
        <source>Signed in a version that is not accepted</source>
        <translation>In einer Version signiert, die nicht angenommen wird</translation>
    </message>
    <message>
        <source>Signed with another kind of key</source>
        <translation>Mit einer anderen Art von Schlüssel signiert</translation>
    </message>
    <message>
        <source>No secret is stored</source>
        <translation>Kein Secret ist gespeichert</translation>
    </message>
    <message>
        <source>Signed with a different secret</source>
        <translation>Mit einem anderen Secret signiert</translation>
    </message>
    <message>
        <source>More than the secret is stored</source>
        <translation>Gespeichert ist mehr als das Secret</translation>
    </message>
    <message>
        <source>What is stored is no signing secret</source>
        <translation>Gespeichert ist kein Signing-Secret</translation>
    </message>
    <message>
        <source>The secret is read in another form</source>
        <translation>Das Secret wird in anderer Form gelesen</translation>
    </message>
    <message>
        <source>The signature scheme is not set up</source>
        <translation>Das Signaturschema ist nicht eingerichtet</translation>
    </message>
    <message>
        <source>The public URL is not known</source>
        <translation>Die öffentliche URL ist nicht bekannt</translation>
    </message>
    <message>
        <source>Signed too long ago</source>
        <translation>Vor zu langer Zeit signiert</translation>
    </message>
    <message>
        <source>Signed in the future</source>
        <translation>In der Zukunft signiert</translation>
    </message>
    <message>
        <source>The signed time cannot be read</source>
        <translation>Die signierte Zeit ist nicht lesbar</translation>
    </message>
    <message>
        <source>The time is in another unit</source>
        <translation>Die Zeit steht in einer anderen Einheit</translation>
    </message>
    <message>
        <source>The script comes to another end</source>
        <translation>Das Skript kommt zu einem anderen Ergebnis</translation>
    </message>
    <message>
        <source>Verified by the script alone</source>
        <translation>Nur durch das Skript verifiziert</translation>
    </message>
    <message>
        <source>The body did not arrive</source>
        <translation>Der Body ist nicht angekommen</translation>
    </message>
    <message>
        <source>Another body was signed</source>
        <translation>Ein anderer Body wurde signiert</translation>
    </message>
    <message>
        <source>The body was changed on its way</source>
        <translation>Der Body wurde unterwegs verändert</translation>
    </message>
    <message>
        <source>Signed for another URL</source>
        <translation>Für eine andere URL signiert</translation>
    </message>
    <message>
        <source>The signature stands elsewhere</source>
        <translation>Die Signatur steht an anderer Stelle</translation>
    </message>
    <message>
        <source>The secret stands elsewhere</source>
        <translation>Das Secret steht an anderer Stelle</translation>
    </message>
    <message>
        <source>The signature is written in another way</source>
        <translation>Die Signatur ist anders geschrieben</translation>
    </message>
    <message>
        <source>Signed in another way</source>
        <translation>Auf andere Weise signiert</translation>
    </message>
    <message>
        <source>Signed over other content</source>
        <translation>Über anderen Inhalt signiert</translation>
    </message>
    <message>
        <source>No known secret made this signature</source>
        <translation>Kein bekanntes Secret hat diese Signatur erzeugt</translation>
    </message>
    <message>
        <source>%1, and late</source>
        <translation>%1, und zu spät</translation>
    </message>
    <message>
        <source>%1, and early</source>
        <translation>%1, und zu früh</translation>
    </message>
    <message>
        <source>The secret is of another endpoint, mode or account.</source>
        <translation>Das Secret gehört zu einem anderen Endpunkt, Modus oder Konto.</translation>
    </message>
    <message>
        <source>The body is too large to try all combinations.</source>
        <translation>Der Body ist zu groß, um alle Kombinationen zu versuchen.</translation>
    </message>
    <message>
        <source>Add the secret %1 to this source</source>
        <translation>Das Secret %1 zu dieser Quelle hinzufügen</translation>
    </message>
    <message>
        <source>Add the secret %1 of %2 to this source</source>
        <translation>Das Secret %1 von %2 zu dieser Quelle hinzufügen</translation>
    </message>
    <message>
        <source>Add a copy of %1 without what surrounds it</source>
        <translation>Eine Kopie von %1 ohne das, was darum steht, hinzufügen</translation>
    </message>
    <message>
        <source>Accept events up to %1 late while developing</source>
        <translation>Beim Entwickeln Events annehmen, die bis zu %1 zu spät kommen</translation>
    </message>
    <message>
        <source>Check the signature by a script, over the body as it was signed</source>
        <translation>Die Signatur durch ein Skript prüfen, über den Body, wie er signiert wurde</translation>
    </message>
    <message>
        <source>In the script, replace %1 by %2</source>
        <translation>Im Skript %1 durch %2 ersetzen</translation>
    </message>
    <message>
        <source>Set the public URL of this source to %1</source>
        <translation>Die öffentliche URL dieser Quelle auf %1 setzen</translation>
    </message>
    <message>
        <source>Set %1</source>
        <translation>%1 setzen</translation>
    </message>
    <message>
        <source>%1 (not in a live environment)</source>
        <translation>%1 (nicht in einer Live-Umgebung)</translation>
    </message>
    <message>
        <source>%1 delivers to a live destination: whoever has recorded a request could send it again while late ones are accepted.</source>
        <translation>%1 liefert an ein Live-Ziel: Wer eine Anfrage aufgezeichnet hat, könnte sie erneut senden, solange späte angenommen werden.</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>This should not have happened: %1.</source>
        <translation>Das hätte nicht passieren dürfen: %1.</translation>
    </message>
    <message>
        <source>Please report it with the command that led to it.</source>
        <translation>Bitte mit dem auslösenden Befehl melden.</translation>
    </message>
    <message>
        <source>Please report it with what you did before.</source>
        <translation>Bitte melden und angeben, was zuvor geschah.</translation>
    </message>
    <message>
        <source>"%2" does not fit %1.</source>
        <translation>Ungültiger Wert „%2“ für: %1.</translation>
    </message>
    <message>
        <source>Accepted: %3.</source>
        <translation>Erlaubt: %3.</translation>
    </message>
    <message>
        <source>There is no %1 "%2".</source>
        <translation>Nicht gefunden: %1 „%2“.</translation>
    </message>
    <message>
        <source>The %1 "%2" exists already.</source>
        <translation>Bereits vorhanden: %1 „%2“.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>%1 was changed by another program since it was read.</source>
        <translation>%1 wurde seit dem Lesen von einem anderen Programm geändert.</translation>
    </message>
    <message>
        <source>Nothing was written: run the command again.</source>
        <translation>Es wurde nichts geschrieben: den Befehl erneut ausführen.</translation>
    </message>
    <message>
        <source>Nothing was written: choose which version to keep.</source>
        <translation>Es wurde nichts geschrieben: wählen, welche Fassung bleiben soll.</translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1.</translation>
    </message>
    <message>
        <source>%1 cannot be used: %2.</source>
        <translation>%1 kann nicht verwendet werden: %2.</translation>
    </message>
    <message>
        <source>Check that it exists and that you may use it.</source>
        <translation>Prüfen, ob es vorhanden ist und ob die Zugriffsrechte reichen.</translation>
    </message>
    <message>
        <source>%1 is not a Headwater workspace.</source>
        <translation>%1 ist kein Headwater-Arbeitsbereich.</translation>
    </message>
    <message>
        <source>Make one with: headwater-cli init %1</source>
        <translation>Anlegen mit: headwater-cli init %1</translation>
    </message>
    <message>
        <source>Open another folder, or make a workspace there.</source>
        <translation>Einen anderen Ordner öffnen oder dort einen Arbeitsbereich anlegen.</translation>
    </message>
    <message>
        <source>%1 has format %2, this version of Headwater knows %3.</source>
        <translation>%1 hat das Format %2, diese Version von Headwater kennt %3.</translation>
    </message>
    <message>
        <source>Update Headwater.</source>
        <translation>Headwater aktualisieren.</translation>
    </message>
    <message>
        <source>The workspace %1 is already in use by process %2.</source>
        <translation>Der Arbeitsbereich %1 wird bereits von Prozess %2 verwendet.</translation>
    </message>
    <message>
        <source>Stop it with: kill %2</source>
        <translation>Beenden mit: kill %2</translation>
    </message>
    <message>
        <source>It does the work; this window shows what it captures.</source>
        <translation>Er erledigt die Arbeit; dieses Fenster zeigt, was er erfasst.</translation>
    </message>
    <message>
        <source>Port %2 on %1 is in use by another program.</source>
        <translation>Port %2 auf %1 wird von einem anderen Programm verwendet.</translation>
    </message>
    <message>
        <source>Use --port %3.</source>
        <translation>--port %3 verwenden.</translation>
    </message>
    <message>
        <source>Port %3 is free.</source>
        <translation>Port %3 ist frei.</translation>
    </message>
    <message>
        <source>Cannot listen on %1, port %2: %3.</source>
        <translation>Auf %1, Port %2 kann nicht gelauscht werden: %3.</translation>
    </message>
    <message>
        <source>Use --host 127.0.0.1, or a port of 1024 or more.</source>
        <translation>--host 127.0.0.1 oder einen Port ab 1024 verwenden.</translation>
    </message>
    <message>
        <source>Choose another address or port in the settings.</source>
        <translation>In den Einstellungen eine andere Adresse oder einen anderen Port wählen.</translation>
    </message>
    <message>
        <source>The secret %1 is missing.</source>
        <translation>Das Secret %1 fehlt.</translation>
    </message>
    <message>
        <source>Set it with: headwater-cli secret set %1</source>
        <translation>Setzen mit: headwater-cli secret set %1</translation>
    </message>
    <message>
        <source>Enter it in the source's settings.</source>
        <translation>In den Einstellungen der Quelle eingeben.</translation>
    </message>
    <message>
        <source>The secrets in %1 are locked.</source>
        <translation>Die Secrets in %1 sind gesperrt.</translation>
    </message>
    <message>
        <source>What opens them: %2.</source>
        <translation>So werden sie entsperrt: %2.</translation>
    </message>
    <message>
        <source>The secrets in %1 cannot be read: %2.</source>
        <translation>Die Secrets in %1 können nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>Mend or move the file away, then set them with: headwater-cli secret set NAME</source>
        <translation>Die Datei reparieren oder verschieben, dann setzen mit: headwater-cli secret set NAME</translation>
    </message>
    <message>
        <source>Mend or move the file away, then enter them again.</source>
        <translation>Die Datei reparieren oder verschieben, dann die Secrets erneut eingeben.</translation>
    </message>
    <message>
        <source>The secrets in %1 were stored with another passphrase or key.</source>
        <translation>Die Secrets in %1 wurden mit einer anderen Passphrase oder einem anderen Schlüssel gespeichert.</translation>
    </message>
    <message>
        <source>Set HEADWATER_PASSPHRASE to the right one.</source>
        <translation>HEADWATER_PASSPHRASE auf die richtige setzen.</translation>
    </message>
    <message>
        <source>Enter the right passphrase.</source>
        <translation>Die richtige Passphrase eingeben.</translation>
    </message>
    <message>
        <source>The database %1 is damaged: %2.</source>
        <translation>Die Datenbank %1 ist beschädigt: %2.</translation>
    </message>
    <message>
        <source>Look with: headwater-cli store check</source>
        <translation>Prüfen mit: headwater-cli store check</translation>
    </message>
    <message>
        <source>Check and repair it in the settings.</source>
        <translation>In den Einstellungen prüfen und reparieren.</translation>
    </message>
    <message>
        <source>The database %1 has version %2, this Headwater knows %3.</source>
        <translation>Die Datenbank %1 hat Version %2, dieses Headwater kennt %3.</translation>
    </message>
    <message>
        <source>The database %1 has version %2, this Headwater reads %3.</source>
        <translation>Die Datenbank %1 hat Version %2, dieses Headwater liest %3.</translation>
    </message>
    <message>
        <source>Migrate it by starting: headwater-cli serve</source>
        <translation>Zum Migrieren starten: headwater-cli serve</translation>
    </message>
    <message>
        <source>Start the listener to migrate it.</source>
        <translation>Zum Migrieren den Listener starten.</translation>
    </message>
    <message>
        <source>%1 is busy: another process holds it.</source>
        <translation>%1 ist belegt: ein anderer Prozess verwendet es.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Erneut versuchen.</translation>
    </message>
    <message>
        <source>There is no space left for %1.</source>
        <translation>Für %1 ist kein Speicherplatz mehr frei.</translation>
    </message>
    <message>
        <source>Free some space; nothing that was answered is lost.</source>
        <translation>Speicherplatz freigeben; nichts bereits Beantwortetes geht verloren.</translation>
    </message>
    <message>
        <source>%1 cannot be written.</source>
        <translation>%1 kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Check the permissions of the file and its folder.</source>
        <translation>Die Zugriffsrechte der Datei und ihres Ordners prüfen.</translation>
    </message>
    <message>
        <source>%1 is not supported by %2.</source>
        <translation>%1 wird von %2 nicht unterstützt.</translation>
    </message>
    <message>
        <source>%1 is not supported in scripts.</source>
        <translation>%1 wird in Skripten nicht unterstützt.</translation>
    </message>
    <message>
        <source>%2.</source>
        <translation>%2.</translation>
    </message>
    <message>
        <source>The script host does not work: %1.</source>
        <translation>Der Skript-Host funktioniert nicht: %1.</translation>
    </message>
    <message>
        <source>Check that headwater-scripthost stands beside headwater-cli.</source>
        <translation>Prüfen, ob headwater-scripthost neben headwater-cli liegt.</translation>
    </message>
    <message>
        <source>Check that headwater-scripthost stands beside headwater.</source>
        <translation>Prüfen, ob headwater-scripthost neben headwater liegt.</translation>
    </message>
    <message>
        <source>There is no signature scheme "%1".</source>
        <translation>Es gibt kein Signaturschema „%1“.</translation>
    </message>
    <message>
        <source>Set one with: headwater-cli source set KEY signing.scheme=NAME</source>
        <translation>Festlegen mit: headwater-cli source set KEY signing.scheme=NAME</translation>
    </message>
    <message>
        <source>Choose one in the source's verification settings.</source>
        <translation>In den Verifizierungseinstellungen der Quelle eines wählen.</translation>
    </message>
    <message>
        <source>The secret %1 is not %2: %3.</source>
        <translation>Das Secret %1 ist nicht %2: %3.</translation>
    </message>
    <message>
        <source>Set it again with: headwater-cli secret set %1</source>
        <translation>Erneut setzen mit: headwater-cli secret set %1</translation>
    </message>
    <message>
        <source>Enter it again in the source's settings.</source>
        <translation>In den Einstellungen der Quelle erneut eingeben.</translation>
    </message>
    <message>
        <source>%1 took longer than %2.</source>
        <translation>%1 dauerte länger als %2.</translation>
    </message>
    <message>
        <source>It was cancelled.</source>
        <translation>Der Vorgang wurde abgebrochen.</translation>
    </message>
    <message>
        <source>%1 cannot be reached: %2.</source>
        <translation>%1 ist nicht erreichbar: %2.</translation>
    </message>
    <message>
        <source>Check the address and that its server runs.</source>
        <translation>Die Adresse prüfen und ob der Server dort läuft.</translation>
    </message>
</context>
<context>
    <name>Mapping</name>
    <message>
        <source>Merged user ID</source>
        <translation>ID des zusammengeführten Benutzers</translation>
    </message>
    <message>
        <source>User ID</source>
        <translation>Benutzer-ID</translation>
    </message>
    <message>
        <source>Set ID</source>
        <translation>Set-ID</translation>
    </message>
    <message>
        <source>Object ID</source>
        <translation>Objekt-ID</translation>
    </message>
    <message>
        <source>Tenant ID</source>
        <translation>Mandanten-ID</translation>
    </message>
    <message>
        <source>Audience</source>
        <translation>Zielgruppe</translation>
    </message>
    <message>
        <source>Workflow</source>
        <translation>Workflow</translation>
    </message>
    <message>
        <source>Recipients</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Cancel key</source>
        <translation>Abbruchschlüssel</translation>
    </message>
    <message>
        <source>Channel ID</source>
        <translation>Kanal-ID</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Identify</source>
        <translation>Identify</translation>
    </message>
    <message>
        <source>is</source>
        <translation>ist</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>ist nicht</translation>
    </message>
    <message>
        <source>is greater than</source>
        <translation>ist größer als</translation>
    </message>
    <message>
        <source>is less than</source>
        <translation>ist kleiner als</translation>
    </message>
    <message>
        <source>is at least</source>
        <translation>ist mindestens</translation>
    </message>
    <message>
        <source>is at most</source>
        <translation>ist höchstens</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>enthält</translation>
    </message>
    <message>
        <source>starts with</source>
        <translation>beginnt mit</translation>
    </message>
    <message>
        <source>ends with</source>
        <translation>endet mit</translation>
    </message>
    <message>
        <source>matches</source>
        <translation>passt auf</translation>
    </message>
    <message>
        <source>is one of</source>
        <translation>ist eines von</translation>
    </message>
    <message>
        <source>exists</source>
        <translation>ist vorhanden</translation>
    </message>
    <message>
        <source>does not exist</source>
        <translation>ist nicht vorhanden</translation>
    </message>
    <message>
        <source>is true</source>
        <translation>ist wahr</translation>
    </message>
    <message>
        <source>is false</source>
        <translation>ist falsch</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>ist leer</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>nicht vorhanden</translation>
    </message>
    <message>
        <source>null</source>
        <translation>null</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>eine Liste</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>ein Objekt</translation>
    </message>
    <message>
        <source>text or a number</source>
        <translation>Text oder eine Zahl</translation>
    </message>
    <message>
        <source>a time</source>
        <translation>eine Zeit</translation>
    </message>
    <message>
        <source>an id or an object with an id</source>
        <translation>eine ID oder ein Objekt mit ID</translation>
    </message>
    <message>
        <source>ids, or objects with an id</source>
        <translation>IDs oder Objekte mit ID</translation>
    </message>
    <message>
        <source>an object with key and window, as 5m</source>
        <translation>ein Objekt mit key und window, etwa 5m</translation>
    </message>
    <message>
        <source>any value</source>
        <translation>ein beliebiger Wert</translation>
    </message>
    <message>
        <source>%1 takes %2, but this is %3.</source>
        <translation>%1 verlangt %2, hier steht aber %3.</translation>
    </message>
    <message>
        <source>An expression must follow the =</source>
        <translation>Auf das = muss ein Ausdruck folgen</translation>
    </message>
    <message>
        <source>Condition not met</source>
        <translation>Bedingung nicht erfüllt</translation>
    </message>
    <message>
        <source>The condition failed</source>
        <translation>Die Bedingung ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>The condition cannot work</source>
        <translation>Die Bedingung kann nicht funktionieren</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Ausgeschaltet</translation>
    </message>
    <message>
        <source>Unknown action</source>
        <translation>Unbekannte Aktion</translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation>%1 fehlt</translation>
    </message>
    <message>
        <source>%1 has the wrong type</source>
        <translation>%1 hat den falschen Typ</translation>
    </message>
    <message>
        <source>%1 has no valid path</source>
        <translation>%1 hat keinen gültigen Pfad</translation>
    </message>
    <message>
        <source>%1 cannot be understood</source>
        <translation>%1 ist nicht verständlich</translation>
    </message>
    <message>
        <source>%1: the expression failed</source>
        <translation>%1: der Ausdruck ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 is no parameter of this action</source>
        <translation>%1 ist kein Parameter dieser Aktion</translation>
    </message>
    <message>
        <source>This is no path</source>
        <translation>Das ist kein Pfad</translation>
    </message>
    <message>
        <source>This is no path: %1</source>
        <translation>Das ist kein Pfad: %1</translation>
    </message>
    <message>
        <source>Wrong type of value</source>
        <translation>Falscher Werttyp</translation>
    </message>
    <message>
        <source>Wrong type: %1 is needed</source>
        <translation>Falscher Typ: nötig ist %1</translation>
    </message>
    <message>
        <source>The expression is empty</source>
        <translation>Der Ausdruck ist leer</translation>
    </message>
    <message>
        <source>This cannot be understood as it stands in the file</source>
        <translation>So, wie es in der Datei steht, ist es nicht verständlich</translation>
    </message>
    <message>
        <source>This action has no parameter %1</source>
        <translation>Diese Aktion hat keinen Parameter %1</translation>
    </message>
    <message>
        <source>Unknown operator %1</source>
        <translation>Unbekannter Operator %1</translation>
    </message>
    <message>
        <source>A value is needed</source>
        <translation>Ein Wert ist nötig</translation>
    </message>
    <message>
        <source>This operator needs another type of value: %1</source>
        <translation>Dieser Operator braucht einen anderen Werttyp: %1</translation>
    </message>
    <message>
        <source>The pattern cannot be read: %1</source>
        <translation>Das Muster ist nicht lesbar: %1</translation>
    </message>
    <message>
        <source>Not for this environment</source>
        <translation>Nicht für diese Umgebung</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Avatar</source>
        <translation>Avatar</translation>
    </message>
    <message>
        <source>Locale</source>
        <translation>Sprachraum</translation>
    </message>
    <message>
        <source>Created at</source>
        <translation>Erstellt am</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>Eigenschaften</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Collection</source>
        <translation>Sammlung</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Actor</source>
        <translation>Akteur</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Body</translation>
    </message>
    <message>
        <source>Signing</source>
        <translation>Signatur</translation>
    </message>
</context>
<context>
    <name>MappingPreview</name>
    <message>
        <source>evaluated when the event runs</source>
        <translation>wird beim Ausführen des Events ausgewertet</translation>
    </message>
    <message>
        <source>no valid path</source>
        <translation>kein gültiger Pfad</translation>
    </message>
    <message>
        <source>not understood</source>
        <translation>nicht verständlich</translation>
    </message>
    <message>
        <source>not in this event</source>
        <translation>nicht in diesem Event</translation>
    </message>
    <message>
        <source>is %1</source>
        <translation>ist %1</translation>
    </message>
    <message>
        <source>No %1</source>
        <translation>%1 fehlt</translation>
    </message>
    <message>
        <source>Has an expression</source>
        <translation>Enthält einen Ausdruck</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>%1 is skipped: %2</source>
        <translation>%1 wird übersprungen: %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>Beispiel</translation>
    </message>
    <message>
        <source>No action</source>
        <translation>Keine Aktion</translation>
    </message>
    <message>
        <source>Not in this environment</source>
        <translation>Nicht in dieser Umgebung</translation>
    </message>
    <message>
        <source>does not compile</source>
        <translation>lässt sich nicht übersetzen</translation>
    </message>
</context>
<context>
    <name>ScriptResult</name>
    <message>
        <source>1 value returned</source>
        <translation>1 Wert zurückgegeben</translation>
    </message>
    <message>
        <source>%1 values returned</source>
        <translation>%1 Werte zurückgegeben</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>The source's secret is missing or locked</source>
        <translation>Das Secret der Quelle fehlt oder ist gesperrt</translation>
    </message>
    <message>
        <source>This is a probe: no script runs for it</source>
        <translation>Das ist eine Prüfanfrage: dafür läuft kein Skript</translation>
    </message>
    <message>
        <source>The script did not run</source>
        <translation>Das Skript lief nicht</translation>
    </message>
    <message>
        <source>ignored: %1</source>
        <translation>ignoriert: %1</translation>
    </message>
    <message>
        <source>verified: true</source>
        <translation>verified: true</translation>
    </message>
    <message>
        <source>verified: false</source>
        <translation>verified: false</translation>
    </message>
</context>
<context>
    <name>SigningFields</name>
    <message>
        <source>As usual</source>
        <translation>Wie üblich</translation>
    </message>
</context>
<context>
    <name>SourceSettings</name>
    <message>
        <source>This is no URL: it begins with http:// or https:// and names a host.</source>
        <translation>Das ist keine URL: sie beginnt mit http:// oder https:// und nennt einen Host.</translation>
    </message>
    <message>
        <source>"%1" is no header: write Name: value.</source>
        <translation>„%1“ ist kein Header: als Name: Wert schreiben.</translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message numerus="yes">
        <source>‹%n more›</source>
        <translation>
            <numerusform>‹%n weiteres›</numerusform>
            <numerusform>‹%n weitere›</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>‹%n character(s)›</source>
        <translation>
            <numerusform>‹%n Zeichen›</numerusform>
            <numerusform>‹%n Zeichen›</numerusform>
        </translation>
    </message>
    <message>
        <source>‹number›</source>
        <translation>‹Zahl›</translation>
    </message>
</context>
<context>
    <name>TypeMaking</name>
    <message>
        <source>Write it like %1.</source>
        <translation>Schreib es wie %1.</translation>
    </message>
    <message>
        <source>“%1” is no %2: write it like %3.</source>
        <translation>„%1“ passt nicht (%2): Schreib es wie %3.</translation>
    </message>
    <message>
        <source>Choose what comes of %1: at least one.</source>
        <translation>Wähle mindestens eines aus, das von %1 kommt.</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 gibt es bereits.</translation>
    </message>
    <message>
        <source>Added %1</source>
        <translation>%1 hinzugefügt</translation>
    </message>
</context>
<context>
    <name>hw::app::Deliveries</name>
    <message>
        <source>Copied: %1</source>
        <translation>Kopiert: %1</translation>
    </message>
    <message>
        <source>Deliveries are held</source>
        <translation>Zustellungen werden zurückgehalten</translation>
    </message>
    <message>
        <source>Deliveries failed</source>
        <translation>Zustellungen sind gescheitert</translation>
    </message>
    <message numerus="yes">
        <source>%n deliver(y|ies) (was|were) given up.</source>
        <translation>
            <numerusform>%n Zustellung wurde aufgegeben.</numerusform>
            <numerusform>%n Zustellungen wurden aufgegeben.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hw::app::Help</name>
    <message>
        <source>Guide: %1</source>
        <translation>Anleitung: %1</translation>
    </message>
</context>
<context>
    <name>hw::app::Notices</name>
    <message>
        <source>Headwater does not listen</source>
        <translation>Headwater lauscht nicht</translation>
    </message>
    <message>
        <source>Events fail</source>
        <translation>Events schlagen fehl</translation>
    </message>
    <message numerus="yes">
        <source>%1 %n other cause(s) besides.</source>
        <translation>
            <numerusform>%1 Dazu %n weitere Ursache.</numerusform>
            <numerusform>%1 Dazu %n weitere Ursachen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Debug the last one</source>
        <translation>Das letzte debuggen</translation>
    </message>
    <message>
        <source>Time travel</source>
        <translation>Zeitreise</translation>
    </message>
    <message>
        <source>Process again</source>
        <translation>Erneut verarbeiten</translation>
    </message>
    <message>
        <source>Next cause</source>
        <translation>Nächste Ursache</translation>
    </message>
</context>
<context>
    <name>hw::app::Session</name>
    <message>
        <source>Copied: %1</source>
        <translation>Kopiert: %1</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>Skript</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message>
        <source>Mapping</source>
        <translation>Zuordnung</translation>
    </message>
    <message>
        <source>No program opens %1</source>
        <translation>Kein Programm öffnet %1</translation>
    </message>
    <message>
        <source>Time travel</source>
        <translation>Zeitreise</translation>
    </message>
    <message>
        <source>Wrote %1</source>
        <translation>%1 geschrieben</translation>
    </message>
    <message>
        <source>Setup</source>
        <translation>Einrichtung</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>Abdeckung</translation>
    </message>
    <message>
        <source>Tests</source>
        <translation>Tests</translation>
    </message>
    <message>
        <source>Made the test %1</source>
        <translation>Test %1 angelegt</translation>
    </message>
    <message>
        <source>The process that ran this workspace has ended: this window runs it now.</source>
        <translation>Der Prozess, der diesen Arbeitsbereich betrieb, ist beendet: Jetzt betreibt ihn dieses Fenster.</translation>
    </message>
    <message>
        <source>Not all scripts and mappings that were edited and not saved can be read. They were put aside, as text: %1</source>
        <translation>Nicht alle Skripte und Zuordnungen, die bearbeitet und nicht gespeichert wurden, sind lesbar. Sie liegen als Text hier: %1</translation>
    </message>
</context>
<context>
    <name>hw::app::SourceImporter</name>
    <message>
        <source>Added the source %1</source>
        <translation>Die Quelle %1 ist angelegt</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Mappings are completed with these names, and checked against them. Nothing of Knock is changed.</source>
        <translation>Zuordnungen werden mit diesen Namen vervollständigt und an ihnen geprüft. Bei Knock ändert sich nichts.</translation>
    </message>
    <message>
        <source>Take in what %1 says of Knock?</source>
        <translation>Übernehmen, was %1 über Knock sagt?</translation>
    </message>
    <message>
        <source>Take it in</source>
        <translation>Übernehmen</translation>
    </message>
    <message numerus="yes">
        <source>Took in %n name(s) of Knock</source>
        <translation>
            <numerusform>%n Name von Knock übernommen</numerusform>
            <numerusform>%n Namen von Knock übernommen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hw::app::SourceSetup</name>
    <message>
        <source>New source</source>
        <translation>Neue Quelle</translation>
    </message>
    <message>
        <source>Removed the source %1</source>
        <translation>Quelle %1 entfernt</translation>
    </message>
</context>
<context>
    <name>hw::app::Unrouted</name>
    <message>
        <source>Unrouted</source>
        <translation>Ohne Quelle</translation>
    </message>
    <message>
        <source>Copied %1</source>
        <translation>%1 kopiert</translation>
    </message>
</context>
<context>
    <name>hw::app::Welcome</name>
    <message>
        <source>A file of over 64 MiB</source>
        <translation>Eine Datei von mehr als 64 MiB</translation>
    </message>
    <message>
        <source>import</source>
        <translation>dem Import</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>Made the workspace %1</source>
        <translation>Arbeitsbereich %1 angelegt</translation>
    </message>
    <message>
        <source>Add a source first: an imported request belongs to one.</source>
        <translation>Zuerst eine Quelle hinzufügen: eine importierte Anfrage gehört immer zu einer Quelle.</translation>
    </message>
    <message>
        <source>Imported 1 request</source>
        <translation>1 Anfrage importiert</translation>
    </message>
    <message>
        <source>Imported %1 requests</source>
        <translation>%1 Anfragen importiert</translation>
    </message>
    <message>
        <source>what was dropped</source>
        <translation>das Abgelegte</translation>
    </message>
</context>
<context>
    <name>hw::models::CoverageFieldsModel</name>
    <message>
        <source>%1
%2 of %3 events, first %4, last %5</source>
        <translation>%1
%2 von %3 Events, zuerst %4, zuletzt %5</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>came later</source>
        <translation>kam später</translation>
    </message>
    <message>
        <source>has gone</source>
        <translation>ist verschwunden</translation>
    </message>
    <message>
        <source>all the time</source>
        <translation>durchgehend</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>Vorhanden</translation>
    </message>
    <message>
        <source>Over time</source>
        <translation>Im Lauf der Zeit</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Gesehen</translation>
    </message>
</context>
<context>
    <name>hw::models::CoverageFindingsModel</name>
    <message>
        <source>Problem, %1: %2</source>
        <translation>Problem, %1: %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>hw::models::CoveragePresenter</name>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n Event</numerusform>
            <numerusform>%n Events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n type(s)</source>
        <translation>
            <numerusform>%n Typ</numerusform>
            <numerusform>%n Typen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n Problem</numerusform>
            <numerusform>%n Probleme</numerusform>
        </translation>
    </message>
    <message>
        <source>something has changed since</source>
        <translation>seitdem hat sich etwas geändert</translation>
    </message>
    <message>
        <source>%1 is ignored</source>
        <translation>%1 wird ignoriert</translation>
    </message>
</context>
<context>
    <name>hw::models::DebugPresenter</name>
    <message>
        <source>Paused at line %1: %2</source>
        <translation>Angehalten in Zeile %1: %2</translation>
    </message>
    <message>
        <source>Paused at line %1: not verified</source>
        <translation>Angehalten in Zeile %1: nicht verifiziert</translation>
    </message>
    <message>
        <source>Paused at line %1</source>
        <translation>Angehalten in Zeile %1</translation>
    </message>
</context>
<context>
    <name>hw::models::DebugVariablesModel</name>
    <message>
        <source>open to read</source>
        <translation>zum Lesen aufklappen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
</context>
<context>
    <name>hw::models::DeliveriesModel</name>
    <message>
        <source>when confirmed</source>
        <translation>nach Bestätigung</translation>
    </message>
    <message>
        <source>when resumed</source>
        <translation>nach Fortsetzen</translation>
    </message>
    <message>
        <source>in its turn</source>
        <translation>der Reihe nach</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>Geplant</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Betrifft</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Next try</source>
        <translation>Nächster Versuch</translation>
    </message>
</context>
<context>
    <name>hw::models::DeliveriesPresenter</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1:%2 is not known. Accepted: %3.</source>
        <translation>%1:%2 ist nicht bekannt. Erlaubt: %3.</translation>
    </message>
    <message numerus="yes">
        <source>%n deliver(y|ies) of %1 to %2 (is|are) held. Nothing leaves this machine until you confirm.</source>
        <translation>
            <numerusform>%n Zustellung von %1 an %2 wird zurückgehalten. Ohne Bestätigung verlässt nichts diesen Rechner.</numerusform>
            <numerusform>%n Zustellungen von %1 an %2 werden zurückgehalten. Ohne Bestätigung verlässt nichts diesen Rechner.</numerusform>
        </translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 unter %2</translation>
    </message>
    <message numerus="yes">
        <source>%n deliver(y|ies) to %1</source>
        <translation>
            <numerusform>%n Zustellung an %1</numerusform>
            <numerusform>%n Zustellungen an %1</numerusform>
        </translation>
    </message>
    <message>
        <source> (waits: %1)</source>
        <translation> (wartet: %1)</translation>
    </message>
    <message>
        <source>Rows %1–%2</source>
        <translation>Zeilen %1–%2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%n deliver(y|ies) of %1 (goes|go) out</source>
        <translation>
            <numerusform>%n Zustellung von %1 wird gesendet</numerusform>
            <numerusform>%n Zustellungen von %1 werden gesendet</numerusform>
        </translation>
    </message>
    <message>
        <source>Paused %1 of %2</source>
        <translation>%1 von %2 angehalten</translation>
    </message>
    <message>
        <source>%1 of %2 goes on</source>
        <translation>%1 von %2 läuft weiter</translation>
    </message>
    <message numerus="yes">
        <source>%n deliver(y|ies) put back</source>
        <translation>
            <numerusform>%n Zustellung wieder eingereiht</numerusform>
            <numerusform>%n Zustellungen wieder eingereiht</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message numerus="yes">
        <source>%n address(|es)</source>
        <translation>
            <numerusform>%n Adresse</numerusform>
            <numerusform>%n Adressen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deliver(y|ies) of %1 to %2 (is|are) held. Process %3 runs this workspace and sends nothing that is not confirmed. Stop it and confirm here, or start it again as: headwater-cli serve --live</source>
        <translation>
            <numerusform>%n Zustellung von %1 an %2 wird zurückgehalten. Der Prozess %3 führt diesen Arbeitsbereich aus und sendet nichts, was nicht bestätigt ist. Beende ihn und bestätige hier, oder starte ihn neu mit: headwater-cli serve --live</numerusform>
            <numerusform>%n Zustellungen von %1 an %2 werden zurückgehalten. Der Prozess %3 führt diesen Arbeitsbereich aus und sendet nichts, was nicht bestätigt ist. Beende ihn und bestätige hier, oder starte ihn neu mit: headwater-cli serve --live</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hw::models::DeliveryText</name>
    <message>
        <source>The destination could not be reached</source>
        <translation>Das Ziel war nicht erreichbar</translation>
    </message>
    <message>
        <source>The destination did not answer in time</source>
        <translation>Das Ziel hat nicht rechtzeitig geantwortet</translation>
    </message>
    <message>
        <source>Headwater ended before the answer came; it is sent again with the same key</source>
        <translation>Headwater wurde beendet, bevor die Antwort kam; es wird mit demselben Schlüssel erneut gesendet</translation>
    </message>
    <message>
        <source>The destination can never take this request</source>
        <translation>Das Ziel kann diese Anfrage niemals annehmen</translation>
    </message>
    <message>
        <source>The destination does not know this action</source>
        <translation>Das Ziel kennt diese Aktion nicht</translation>
    </message>
    <message>
        <source>Something answered that is not the destination: a proxy or a login page, perhaps</source>
        <translation>Geantwortet hat etwas anderes als das Ziel, vielleicht ein Proxy oder eine Anmeldeseite</translation>
    </message>
    <message>
        <source>The destination refused the request (400)</source>
        <translation>Das Ziel hat die Anfrage abgelehnt (400)</translation>
    </message>
    <message>
        <source>The key was not accepted (401)</source>
        <translation>Der Schlüssel wurde nicht akzeptiert (401)</translation>
    </message>
    <message>
        <source>The key may not do this (403)</source>
        <translation>Der Schlüssel ist dazu nicht berechtigt (403)</translation>
    </message>
    <message>
        <source>The destination knows no such thing (404)</source>
        <translation>Das Ziel kennt das Angefragte nicht (404)</translation>
    </message>
    <message>
        <source>The destination is busy with it (409)</source>
        <translation>Das Ziel ist noch damit beschäftigt (409)</translation>
    </message>
    <message>
        <source>The destination refused the values (422)</source>
        <translation>Das Ziel hat die Werte abgelehnt (422)</translation>
    </message>
    <message>
        <source>The destination asks for a slower pace (429)</source>
        <translation>Das Ziel verlangt ein langsameres Tempo (429)</translation>
    </message>
    <message>
        <source>The first %1 of %2 are kept</source>
        <translation>Die ersten %1 von %2 sind gespeichert</translation>
    </message>
    <message>
        <source>No body</source>
        <translation>Kein Body</translation>
    </message>
    <message>
        <source>The body is no JSON</source>
        <translation>Der Body ist kein JSON</translation>
    </message>
    <message>
        <source>No request was made</source>
        <translation>Es wurde keine Anfrage gestellt</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>No answer came</source>
        <translation>Es kam keine Antwort</translation>
    </message>
    <message>
        <source>%1, after %2</source>
        <translation>%1, nach %2</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Unterbrochen</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Wird gesendet</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>its event</source>
        <translation>sein Event</translation>
    </message>
    <message>
        <source>user %1</source>
        <translation>Benutzer %1</translation>
    </message>
    <message>
        <source>object %1</source>
        <translation>Objekt %1</translation>
    </message>
    <message>
        <source>cancellation key %1</source>
        <translation>Abbruchschlüssel %1</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weitere</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Held: nothing of %1 leaves this machine until it is confirmed.</source>
        <translation>Zurückgehalten: vor der Bestätigung verlässt nichts von %1 diesen Rechner.</translation>
    </message>
    <message>
        <source>Delivered, after it had been given up: later ones may have gone first.</source>
        <translation>Zugestellt, nachdem bereits aufgegeben worden war: spätere sind womöglich vorher gegangen.</translation>
    </message>
    <message>
        <source>Delivered.</source>
        <translation>Zugestellt.</translation>
    </message>
    <message>
        <source>Given up. %1 Later deliveries go on without it.</source>
        <translation>Aufgegeben. %1 Spätere Zustellungen gehen ohne diese weiter.</translation>
    </message>
    <message>
        <source>Waits for its turn.</source>
        <translation>Wartet, bis sie an der Reihe ist.</translation>
    </message>
    <message>
        <source>Waits behind %1, which concerns the same recipient or event.</source>
        <translation>Wartet hinter %1 mit demselben Empfänger oder Event.</translation>
    </message>
    <message>
        <source>About to be sent.</source>
        <translation>Wird gleich gesendet.</translation>
    </message>
    <message>
        <source>%1 Next try %2.</source>
        <translation>%1 Nächster Versuch %2.</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <source>Retrying</source>
        <translation>Wird wiederholt</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Directory</source>
        <translation>Directory</translation>
    </message>
    <message>
        <source>Knock API</source>
        <translation>Knock API</translation>
    </message>
    <message>
        <source>HTTP endpoint</source>
        <translation>HTTP-Endpunkt</translation>
    </message>
    <message>
        <source>HTTP request</source>
        <translation>HTTP-Anfrage</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 unter %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 at %2 and %n more</source>
        <translation>
            <numerusform>%1 unter %2 und %n weiteren</numerusform>
            <numerusform>%1 unter %2 und %n weiteren</numerusform>
        </translation>
    </message>
    <message>
        <source>The destination answered %1</source>
        <translation>Das Ziel hat mit %1 geantwortet</translation>
    </message>
    <message>
        <source>Paused by hand. Resume it to let its deliveries go on.</source>
        <translation>Von Hand angehalten. Nach dem Fortsetzen gehen die Zustellungen weiter.</translation>
    </message>
    <message>
        <source>Its environment was removed. The deliveries go on when it is there again.</source>
        <translation>Die Umgebung wurde entfernt. Die Zustellungen gehen weiter, sobald es sie wieder gibt.</translation>
    </message>
    <message>
        <source>The secret %1 is missing. Store it in the settings, and the deliveries go on.</source>
        <translation>Das Secret %1 fehlt. Sobald es in den Einstellungen gespeichert ist, gehen die Zustellungen weiter.</translation>
    </message>
    <message>
        <source>The secret %1 does not have the form that the destination takes. Store it again in the settings.</source>
        <translation>Das Secret %1 hat nicht die Form, die das Ziel verlangt. Bitte in den Einstellungen neu speichern.</translation>
    </message>
    <message>
        <source>The secrets cannot be read. Unlock them, and the deliveries go on.</source>
        <translation>Die Secrets können nicht gelesen werden. Sobald sie entsperrt sind, gehen die Zustellungen weiter.</translation>
    </message>
    <message>
        <source>The destination is signed by a scheme that is not known: %1.</source>
        <translation>Das Ziel wird mit einem unbekannten Schema signiert: %1.</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>in %1 s</source>
        <translation>in %1 s</translation>
    </message>
    <message>
        <source>in %1 min</source>
        <translation>in %1 min</translation>
    </message>
    <message>
        <source>in %1 h</source>
        <translation>in %1 h</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Event</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>Geplant</translation>
    </message>
    <message>
        <source>Next try</source>
        <translation>Nächster Versuch</translation>
    </message>
    <message>
        <source>In order for</source>
        <translation>In Reihenfolge für</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Zustellung</translation>
    </message>
    <message>
        <source>Idempotency</source>
        <translation>Idempotenz</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Noch nicht gesendet</translation>
    </message>
</context>
<context>
    <name>hw::models::DifferenceText</name>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>throws</source>
        <translation>wirft Fehler</translation>
    </message>
    <message>
        <source>throws at line %1</source>
        <translation>wirft Fehler in Zeile %1</translation>
    </message>
    <message>
        <source>throws no more</source>
        <translation>wirft keinen Fehler mehr</translation>
    </message>
    <message>
        <source>throws at another line</source>
        <translation>wirft Fehler in anderer Zeile</translation>
    </message>
    <message>
        <source>throws something else</source>
        <translation>wirft anderen Fehler</translation>
    </message>
    <message>
        <source>verification</source>
        <translation>Verifizierung</translation>
    </message>
    <message>
        <source>status: %1</source>
        <translation>Status: %1</translation>
    </message>
    <message>
        <source>event type</source>
        <translation>Event-Typ</translation>
    </message>
    <message>
        <source>timestamp</source>
        <translation>Zeitstempel</translation>
    </message>
    <message>
        <source>idempotency key</source>
        <translation>Idempotenzschlüssel</translation>
    </message>
    <message numerus="yes">
        <source>%n field(s)</source>
        <translation>
            <numerusform>%n Feld</numerusform>
            <numerusform>%n Felder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) added</source>
        <translation>
            <numerusform>%n Aktion hinzugefügt</numerusform>
            <numerusform>%n Aktionen hinzugefügt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) removed</source>
        <translation>
            <numerusform>%n Aktion entfernt</numerusform>
            <numerusform>%n Aktionen entfernt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action value(s)</source>
        <translation>
            <numerusform>%n Aktionswert</numerusform>
            <numerusform>%n Aktionswerte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) skipped</source>
        <translation>
            <numerusform>%n Aktion übersprungen</numerusform>
            <numerusform>%n Aktionen übersprungen</numerusform>
        </translation>
    </message>
    <message>
        <source>answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>verification: %1</source>
        <translation>Verifizierung: %1</translation>
    </message>
    <message>
        <source>new error: %1</source>
        <translation>neuer Fehler: %1</translation>
    </message>
    <message>
        <source>new error at line %1: %2</source>
        <translation>neuer Fehler in Zeile %1: %2</translation>
    </message>
    <message>
        <source>fixed error: %1</source>
        <translation>behobener Fehler: %1</translation>
    </message>
    <message>
        <source>fixed error of line %1: %2</source>
        <translation>behobener Fehler in Zeile %1: %2</translation>
    </message>
    <message>
        <source>the error moved: line %1</source>
        <translation>der Fehler hat sich verschoben: Zeile %1</translation>
    </message>
    <message>
        <source>another error: %1</source>
        <translation>anderer Fehler: %1</translation>
    </message>
    <message>
        <source>event type: %1</source>
        <translation>Event-Typ: %1</translation>
    </message>
    <message>
        <source>timestamp: %1</source>
        <translation>Zeitstempel: %1</translation>
    </message>
    <message>
        <source>idempotency key: %1</source>
        <translation>Idempotenzschlüssel: %1</translation>
    </message>
    <message>
        <source>preprocess%1: %2</source>
        <translation>preprocess%1: %2</translation>
    </message>
    <message>
        <source>%1 skipped: %2</source>
        <translation>%1 übersprungen: %2</translation>
    </message>
    <message>
        <source>answer%1: %2</source>
        <translation>Antwort%1: %2</translation>
    </message>
    <message>
        <source>Now fails</source>
        <translation>Jetzt fehlgeschlagen</translation>
    </message>
    <message>
        <source>Now passes</source>
        <translation>Jetzt erfolgreich</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Same</source>
        <translation>Gleich</translation>
    </message>
</context>
<context>
    <name>hw::models::DirectoryDetail</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weitere</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Tenants</source>
        <translation>Mandanten</translation>
    </message>
    <message>
        <source>Audiences</source>
        <translation>Zielgruppen</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>Subscriptions and objects</source>
        <translation>Abonnements und Objekte</translation>
    </message>
    <message>
        <source>Subscribers</source>
        <translation>Abonnenten</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n recipient(s)</source>
        <translation>
            <numerusform>%n Empfänger</numerusform>
            <numerusform>%n Empfänger</numerusform>
        </translation>
    </message>
    <message>
        <source>cancellation key %1</source>
        <translation>Abbruchschlüssel %1</translation>
    </message>
    <message>
        <source>Workflow runs</source>
        <translation>Workflow-Läufe</translation>
    </message>
    <message numerus="yes">
        <source>All %n</source>
        <translation>
            <numerusform>Alle %n</numerusform>
            <numerusform>Alle %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>Eigenschaften</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Angaben</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>Aktualisiert</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Not identified, not reached</source>
        <translation>Nicht identifiziert, nicht erreicht</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Triggered</source>
        <translation>Ausgelöst</translation>
    </message>
    <message>
        <source>Run ID</source>
        <translation>Lauf-ID</translation>
    </message>
    <message>
        <source>Cancellation key</source>
        <translation>Abbruchschlüssel</translation>
    </message>
    <message>
        <source>Recipients</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Actor</source>
        <translation>Akteur</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>Last change</source>
        <translation>Letzte Änderung</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
</context>
<context>
    <name>hw::models::DirectoryEditor</name>
    <message>
        <source>Deleted %1</source>
        <translation>%1 gelöscht</translation>
    </message>
</context>
<context>
    <name>hw::models::DirectoryModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>User ID</source>
        <translation>Benutzer-ID</translation>
    </message>
    <message>
        <source>Tenant ID</source>
        <translation>Mandanten-ID</translation>
    </message>
    <message>
        <source>Audience</source>
        <translation>Zielgruppe</translation>
    </message>
    <message>
        <source>Object ID</source>
        <translation>Objekt-ID</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>Audiences</source>
        <translation>Zielgruppen</translation>
    </message>
    <message>
        <source>Triggered</source>
        <translation>Ausgelöst</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>Aktualisiert</translation>
    </message>
    <message>
        <source>Collection</source>
        <translation>Sammlung</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Workflow</source>
        <translation>Workflow</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Recipients</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Cancellation key</source>
        <translation>Abbruchschlüssel</translation>
    </message>
</context>
<context>
    <name>hw::models::DirectoryPresenter</name>
    <message>
        <source>Rows %1–%2 of %3</source>
        <translation>Zeilen %1–%2 von %3</translation>
    </message>
</context>
<context>
    <name>hw::models::DirectoryText</name>
    <message>
        <source>Users</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Tenants</source>
        <translation>Mandanten</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>Audiences</source>
        <translation>Zielgruppen</translation>
    </message>
    <message>
        <source>Subscriptions</source>
        <translation>Abonnements</translation>
    </message>
    <message>
        <source>Workflow runs</source>
        <translation>Workflow-Läufe</translation>
    </message>
    <message>
        <source>Filter users by name, ID, email or phone</source>
        <translation>Benutzer nach Name, ID, E-Mail oder Telefon filtern</translation>
    </message>
    <message>
        <source>Filter tenants by name or ID</source>
        <translation>Mandanten nach Name oder ID filtern</translation>
    </message>
    <message>
        <source>Filter objects by name, ID or collection</source>
        <translation>Objekte nach Name, ID oder Sammlung filtern</translation>
    </message>
    <message>
        <source>Filter audiences by key</source>
        <translation>Zielgruppen nach Schlüssel filtern</translation>
    </message>
    <message>
        <source>Filter subscriptions by object or recipient</source>
        <translation>Abonnements nach Objekt oder Empfänger filtern</translation>
    </message>
    <message>
        <source>Filter runs by workflow, recipient, tenant or cancellation key</source>
        <translation>Läufe nach Workflow, Empfänger, Mandant oder Abbruchschlüssel filtern</translation>
    </message>
    <message>
        <source>No users yet</source>
        <translation>Noch keine Benutzer</translation>
    </message>
    <message>
        <source>No tenants yet</source>
        <translation>Noch keine Mandanten</translation>
    </message>
    <message>
        <source>No objects yet</source>
        <translation>Noch keine Objekte</translation>
    </message>
    <message>
        <source>No audiences yet</source>
        <translation>Noch keine Zielgruppen</translation>
    </message>
    <message>
        <source>No subscriptions yet</source>
        <translation>Noch keine Abonnements</translation>
    </message>
    <message>
        <source>No workflow runs yet</source>
        <translation>Noch keine Workflow-Läufe</translation>
    </message>
    <message>
        <source>Map an event to Identify user.</source>
        <translation>Einem Event „Identify user“ zuordnen.</translation>
    </message>
    <message>
        <source>Map an event to Set tenant.</source>
        <translation>Einem Event „Set tenant“ zuordnen.</translation>
    </message>
    <message>
        <source>Map an event to Set object.</source>
        <translation>Einem Event „Set object“ zuordnen.</translation>
    </message>
    <message>
        <source>Map an event to Add audience member.</source>
        <translation>Einem Event „Add audience member“ zuordnen.</translation>
    </message>
    <message>
        <source>Map an event to Add subscription.</source>
        <translation>Einem Event „Add subscription“ zuordnen.</translation>
    </message>
    <message>
        <source>Map an event to Trigger workflow.</source>
        <translation>Einem Event „Trigger workflow“ zuordnen.</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Cancelled for some</source>
        <translation>Für einige abgebrochen</translation>
    </message>
    <message>
        <source>Nobody reached</source>
        <translation>Niemand erreicht</translation>
    </message>
    <message>
        <source>Triggered</source>
        <translation>Ausgelöst</translation>
    </message>
    <message numerus="yes">
        <source>%n recipient(s)</source>
        <translation>
            <numerusform>%n Empfänger</numerusform>
            <numerusform>%n Empfänger</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hw::models::EventActions</name>
    <message>
        <source>Looking what would happen</source>
        <translation>Es wird geprüft, was geschähe</translation>
    </message>
    <message numerus="yes">
        <source>Process %n event(s) again?</source>
        <translation>
            <numerusform>%n Event erneut verarbeiten?</numerusform>
            <numerusform>%n Events erneut verarbeiten?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Process %n event(s) again</source>
        <translation>
            <numerusform>%n Event erneut verarbeiten</numerusform>
            <numerusform>%n Events erneut verarbeiten</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing to process again</source>
        <translation>Es gibt nichts erneut zu verarbeiten</translation>
    </message>
    <message>
        <source>No action would be carried out.</source>
        <translation>Keine Aktion würde ausgeführt.</translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) would be carried out.</source>
        <translation>
            <numerusform>%n Aktion würde ausgeführt.</numerusform>
            <numerusform>%n Aktionen würden ausgeführt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) would fail again.</source>
        <translation>
            <numerusform>%n Event würde wieder fehlschlagen.</numerusform>
            <numerusform>%n Events würden wieder fehlschlagen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) will be left alone: %1.</source>
        <translation>
            <numerusform>%n Event bleibt unberührt: %1.</numerusform>
            <numerusform>%n Events bleiben unberührt: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) (goes|go) to the live destination of %1.</source>
        <translation>
            <numerusform>%n Aktion geht an das echte Ziel von %1.</numerusform>
            <numerusform>%n Aktionen gehen an das echte Ziel von %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Processing again</source>
        <translation>Erneute Verarbeitung</translation>
    </message>
    <message numerus="yes">
        <source>Processed %n event(s) again</source>
        <translation>
            <numerusform>%n Event erneut verarbeitet</numerusform>
            <numerusform>%n Events erneut verarbeitet</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 failed</source>
        <translation>%1, %2 fehlgeschlagen</translation>
    </message>
    <message>
        <source>Sending again</source>
        <translation>Erneutes Senden</translation>
    </message>
    <message numerus="yes">
        <source>%n accepted</source>
        <translation>
            <numerusform>%n angenommen</numerusform>
            <numerusform>%n angenommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>%n abgelehnt</numerusform>
            <numerusform>%n abgelehnt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without an answer</source>
        <translation>
            <numerusform>%n ohne Antwort</numerusform>
            <numerusform>%n ohne Antwort</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sent %n event(s) again: %1</source>
        <translation>
            <numerusform>%n Event erneut gesendet: %1</numerusform>
            <numerusform>%n Events erneut gesendet: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2 in %3</source>
        <translation>%1 %2 in %3</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Keine Antwort</translation>
    </message>
    <message numerus="yes">
        <source>Pinned %n event(s): neither age nor deleting takes them</source>
        <translation>
            <numerusform>%n Event angeheftet: weder Alter noch Löschen nimmt es</numerusform>
            <numerusform>%n Events angeheftet: weder Alter noch Löschen nimmt sie</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No longer pinned: %n event(s)</source>
        <translation>
            <numerusform>Nicht mehr angeheftet: %n Event</numerusform>
            <numerusform>Nicht mehr angeheftet: %n Events</numerusform>
        </translation>
    </message>
    <message>
        <source>Removed the note</source>
        <translation>Notiz entfernt</translation>
    </message>
    <message>
        <source>Noted</source>
        <translation>Notiert</translation>
    </message>
    <message>
        <source>Deleting</source>
        <translation>Löschen</translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n event(s)</source>
        <translation>
            <numerusform>%n Event gelöscht</numerusform>
            <numerusform>%n Events gelöscht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pinned one(s) kept</source>
        <translation>
            <numerusform>%n angeheftetes behalten</numerusform>
            <numerusform>%n angeheftete behalten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with open deliveries kept</source>
        <translation>
            <numerusform>%n mit offenen Zustellungen behalten</numerusform>
            <numerusform>%n mit offenen Zustellungen behalten</numerusform>
        </translation>
    </message>
    <message>
        <source>Bringing back</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message numerus="yes">
        <source>Brought back %n event(s)</source>
        <translation>
            <numerusform>%n Event wiederhergestellt</numerusform>
            <numerusform>%n Events wiederhergestellt</numerusform>
        </translation>
    </message>
    <message>
        <source>Added the sample %1, without secrets, with what it leads to</source>
        <translation>Beispiel %1 hinzugefügt, ohne Secrets, mit dem, wozu es führt</translation>
    </message>
    <message numerus="yes">
        <source>Exported %n event(s) to %1, with signatures, tokens and personal data as they were sent</source>
        <translation>
            <numerusform>%n Event nach %1 exportiert, mit Signaturen, Token und persönlichen Daten, wie sie gesendet wurden</numerusform>
            <numerusform>%n Events nach %1 exportiert, mit Signaturen, Token und persönlichen Daten, wie sie gesendet wurden</numerusform>
        </translation>
    </message>
    <message>
        <source>One of the two events is gone</source>
        <translation>Eines der beiden Events ist nicht mehr da</translation>
    </message>
    <message>
        <source>This is the first event of the type %1</source>
        <translation>Dies ist das erste Event vom Typ %1</translation>
    </message>
</context>
<context>
    <name>hw::models::EventComparison</name>
    <message>
        <source>(%1 of binary data)</source>
        <translation>(%1 Binärdaten)</translation>
    </message>
    <message>
        <source>Not processed yet</source>
        <translation>Noch nicht verarbeitet</translation>
    </message>
    <message>
        <source>Status: %1</source>
        <translation>Status: %1</translation>
    </message>
    <message>
        <source>Verification: %1</source>
        <translation>Verifizierung: %1</translation>
    </message>
    <message>
        <source>Answer: %1</source>
        <translation>Antwort: %1</translation>
    </message>
    <message>
        <source>Returned by the script:</source>
        <translation>Vom Skript zurückgegeben:</translation>
    </message>
    <message>
        <source>Being processed</source>
        <translation>Wird verarbeitet</translation>
    </message>
    <message>
        <source>it met no source</source>
        <translation>es traf auf keine Quelle</translation>
    </message>
    <message>
        <source>it broke off before it was complete</source>
        <translation>es brach ab, bevor es vollständig war</translation>
    </message>
    <message>
        <source>it is a probe, which runs nothing</source>
        <translation>es ist eine Prüfanfrage, die nichts ausführt</translation>
    </message>
    <message>
        <source>its source is gone; bring it back first</source>
        <translation>seine Quelle ist fort; zuerst wiederherstellen</translation>
    </message>
    <message>
        <source>its source is paused; resume it first</source>
        <translation>seine Quelle ist angehalten; zuerst fortsetzen</translation>
    </message>
    <message>
        <source>its environment is gone</source>
        <translation>seine Umgebung ist fort</translation>
    </message>
    <message>
        <source>it is no longer there</source>
        <translation>es ist nicht mehr da</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Body</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
</context>
<context>
    <name>hw::models::EventDetail</name>
    <message>
        <source>%1 from %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>broke off after %1 of body</source>
        <translation>nach %1 Body abgebrochen</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Verifiziert</translation>
    </message>
    <message>
        <source>by the script</source>
        <translation>durch das Skript</translation>
    </message>
    <message>
        <source>%1, timestamp %2</source>
        <translation>%1, Zeitstempel %2</translation>
    </message>
    <message>
        <source>the script did not return verified: true</source>
        <translation>das Skript hat nicht verified: true zurückgegeben</translation>
    </message>
    <message>
        <source>not verified</source>
        <translation>nicht verifiziert</translation>
    </message>
    <message>
        <source>not asked for</source>
        <translation>nicht verlangt</translation>
    </message>
    <message>
        <source>Transformed</source>
        <translation>Umgewandelt</translation>
    </message>
    <message>
        <source>script</source>
        <translation>Skript</translation>
    </message>
    <message>
        <source>script %1</source>
        <translation>Skript %1</translation>
    </message>
    <message>
        <source>no script</source>
        <translation>kein Skript</translation>
    </message>
    <message>
        <source>ignored: %1</source>
        <translation>ignoriert: %1</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n value(s) returned</source>
        <translation>
            <numerusform>%1, %n Wert zurückgegeben</numerusform>
            <numerusform>%1, %n Werte zurückgegeben</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 fehlgeschlagen</translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>stopped at the time limit</source>
        <translation>am Zeitlimit gestoppt</translation>
    </message>
    <message>
        <source>stopped at the memory limit</source>
        <translation>am Speicherlimit gestoppt</translation>
    </message>
    <message>
        <source>Mapped</source>
        <translation>Zugeordnet</translation>
    </message>
    <message>
        <source>duplicate of %1, no actions</source>
        <translation>Duplikat von %1, keine Aktionen</translation>
    </message>
    <message>
        <source>ignored, no actions</source>
        <translation>ignoriert, keine Aktionen</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>nicht erreicht</translation>
    </message>
    <message>
        <source>no mapping for %1</source>
        <translation>keine Zuordnung für %1</translation>
    </message>
    <message numerus="yes">
        <source>%n action(s)</source>
        <translation>
            <numerusform>%n Aktion</numerusform>
            <numerusform>%n Aktionen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 skipped</source>
        <translation>%1, %2 übersprungen</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Beantwortet</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>noch nicht</translation>
    </message>
    <message>
        <source>%1, stored and planned</source>
        <translation>%1, gespeichert und geplant</translation>
    </message>
    <message>
        <source>%1, stored</source>
        <translation>%1, gespeichert</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>nothing to deliver</source>
        <translation>nichts zuzustellen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1, %2 failed</source>
        <translation>%1, %2 fehlgeschlagen</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Nicht vorhanden</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Event</translation>
    </message>
    <message>
        <source>Provider id</source>
        <translation>Anbieter-ID</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>Noch nicht bekannt</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>None (no key)</source>
        <translation>Keines (kein Schlüssel)</translation>
    </message>
    <message>
        <source>None (key: %1)</source>
        <translation>Keines (Schlüssel: %1)</translation>
    </message>
    <message>
        <source>Duplicate of</source>
        <translation>Duplikat von</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>Skript</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message numerus="yes">
        <source>%1 body, %n header(s)</source>
        <translation>
            <numerusform>%1 Body, %n Header</numerusform>
            <numerusform>%1 Body, %n Header</numerusform>
        </translation>
    </message>
    <message>
        <source>Verified by the script</source>
        <translation>Durch das Skript verifiziert</translation>
    </message>
    <message>
        <source>Verified with scheme %1</source>
        <translation>Mit Schema %1 verifiziert</translation>
    </message>
    <message>
        <source>%1, secret %2</source>
        <translation>%1, Secret %2</translation>
    </message>
    <message>
        <source>The script did not return verified: true</source>
        <translation>Das Skript hat nicht verified: true zurückgegeben</translation>
    </message>
    <message>
        <source>Nothing was verified</source>
        <translation>Es wurde nichts verifiziert</translation>
    </message>
    <message>
        <source>This source enforces verification: the request was refused and no action ran.</source>
        <translation>Diese Quelle erzwingt die Verifizierung: die Anfrage wurde abgelehnt, und keine Aktion lief.</translation>
    </message>
    <message>
        <source>This source does not enforce verification: the request was processed.</source>
        <translation>Diese Quelle erzwingt die Verifizierung nicht: die Anfrage wurde verarbeitet.</translation>
    </message>
    <message>
        <source>Script %1</source>
        <translation>Skript %1</translation>
    </message>
    <message>
        <source>No script ran for this event</source>
        <translation>Für dieses Event lief kein Skript</translation>
    </message>
    <message>
        <source>%1 ended after %2</source>
        <translation>%1 endete nach %2</translation>
    </message>
    <message>
        <source>%1 failed after %2</source>
        <translation>%1 schlug nach %2 fehl</translation>
    </message>
    <message>
        <source>%1 was stopped at the time limit</source>
        <translation>%1 wurde am Zeitlimit gestoppt</translation>
    </message>
    <message>
        <source>%1 was stopped at the memory limit</source>
        <translation>%1 wurde am Speicherlimit gestoppt</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>line %1, column %2</source>
        <translation>Zeile %1, Spalte %2</translation>
    </message>
    <message>
        <source>%1, answered in %2</source>
        <translation>%1, beantwortet in %2</translation>
    </message>
    <message>
        <source>The answer has no body</source>
        <translation>Die Antwort hat keinen Body</translation>
    </message>
    <message>
        <source>The body has no tree</source>
        <translation>Der Body hat keinen Baum</translation>
    </message>
    <message>
        <source>Not valid JSON: %1</source>
        <translation>Kein gültiges JSON: %1</translation>
    </message>
    <message>
        <source>The body is encoded with %1</source>
        <translation>Der Body ist mit %1 kodiert</translation>
    </message>
    <message>
        <source>The body says it is encoded with %1, but it is not</source>
        <translation>Der Body ist angeblich mit %1 kodiert, ist es aber nicht</translation>
    </message>
    <message>
        <source>The body expands to more than is safe to show (%1)</source>
        <translation>Der Body ist entpackt zu groß, um ihn sicher anzuzeigen (%1)</translation>
    </message>
    <message>
        <source>The request has no body</source>
        <translation>Die Anfrage hat keinen Body</translation>
    </message>
    <message>
        <source>The body is binary</source>
        <translation>Der Body ist binär</translation>
    </message>
    <message>
        <source>The multipart body cannot be read</source>
        <translation>Der Multipart-Body ist nicht lesbar</translation>
    </message>
    <message>
        <source>Being processed</source>
        <translation>Wird verarbeitet</translation>
    </message>
    <message>
        <source>Not verified yet</source>
        <translation>Noch nicht verifiziert</translation>
    </message>
    <message>
        <source>The script has not run yet</source>
        <translation>Das Skript lief noch nicht</translation>
    </message>
    <message>
        <source>Not answered yet</source>
        <translation>Noch nicht beantwortet</translation>
    </message>
    <message>
        <source>Answered in %1 · total %2</source>
        <translation>Beantwortet in %1 · gesamt %2</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Aufbewahrt</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>Angeheftet</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Answered %1 in %2</source>
        <translation>Mit %1 beantwortet in %2</translation>
    </message>
</context>
<context>
    <name>hw::models::EventReport</name>
    <message numerus="yes">
        <source>‹%n character(s)›</source>
        <translation>
            <numerusform>‹%n Zeichen›</numerusform>
            <numerusform>‹%n Zeichen›</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s), not shown</source>
        <translation>
            <numerusform>%n Byte, nicht gezeigt</numerusform>
            <numerusform>%n Bytes, nicht gezeigt</numerusform>
        </translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>Verifizierung</translation>
    </message>
    <message>
        <source>%1, scheme %2</source>
        <translation>%1, Verfahren %2</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Event: `%1`</source>
        <translation>Event: `%1`</translation>
    </message>
    <message>
        <source>Provider's id: `%1`</source>
        <translation>Kennung des Anbieters: `%1`</translation>
    </message>
    <message>
        <source>Source: %1 (%2)</source>
        <translation>Quelle: %1 (%2)</translation>
    </message>
    <message>
        <source>Received: %1</source>
        <translation>Empfangen: %1</translation>
    </message>
    <message>
        <source>Outcome: %1</source>
        <translation>Ergebnis: %1</translation>
    </message>
    <message>
        <source>Answered: %1 after %2</source>
        <translation>Beantwortet: %1 nach %2</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>Skript</translation>
    </message>
    <message>
        <source>line %1, column %2</source>
        <translation>Zeile %1, Spalte %2</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Credentials, signatures and the values of the body are masked.</source>
        <translation>Zugangsdaten, Signaturen und die Werte des Bodys sind unkenntlich gemacht.</translation>
    </message>
</context>
<context>
    <name>hw::models::EventText</name>
    <message numerus="yes">
        <source>%n recipient(s)</source>
        <translation>
            <numerusform>%n Empfänger</numerusform>
            <numerusform>%n Empfänger</numerusform>
        </translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Ausstehend</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Verifiziert</translation>
    </message>
    <message>
        <source>Unverified</source>
        <translation>Nicht verifiziert</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Probe</source>
        <translation>Prüfanfrage</translation>
    </message>
    <message>
        <source>Ignored</source>
        <translation>Ignoriert</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplikat</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Incomplete</source>
        <translation>Unvollständig</translation>
    </message>
    <message>
        <source>Unrouted</source>
        <translation>Ohne Quelle</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>Geplant</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Retrying</source>
        <translation>Wird wiederholt</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Übersprungen</translation>
    </message>
    <message>
        <source>%1 from %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1: set %2</source>
        <translation>%1: %2 gesetzt</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <translation>%1 für %2</translation>
    </message>
    <message>
        <source>The condition was not met</source>
        <translation>Die Bedingung war nicht erfüllt</translation>
    </message>
    <message>
        <source>Required value missing: %1</source>
        <translation>Erforderlicher Wert fehlt: %1</translation>
    </message>
    <message>
        <source>Wrong type of value: %1</source>
        <translation>Falscher Werttyp: %1</translation>
    </message>
    <message>
        <source>The mapping is inactive</source>
        <translation>Die Zuordnung ist inaktiv</translation>
    </message>
    <message>
        <source>The event is a duplicate</source>
        <translation>Das Event ist ein Duplikat</translation>
    </message>
    <message>
        <source>Another event of the same request was refused</source>
        <translation>Ein anderes Event derselben Anfrage wurde abgelehnt</translation>
    </message>
    <message>
        <source>The request holds more than 10,000 events</source>
        <translation>Die Anfrage enthält mehr als 10.000 Events</translation>
    </message>
    <message>
        <source>The split path of the source leads to no such event any more</source>
        <translation>Der Aufteilungspfad der Quelle führt zu keinem solchen Event mehr</translation>
    </message>
    <message>
        <source>The signature does not match the body and the secret</source>
        <translation>Die Signatur passt nicht zu Body und Secret</translation>
    </message>
    <message>
        <source>It was signed too long before receipt</source>
        <translation>Zu lange vor dem Empfang signiert</translation>
    </message>
    <message>
        <source>It was signed after receipt</source>
        <translation>Nach dem Empfang signiert</translation>
    </message>
    <message>
        <source>The signed time cannot be read</source>
        <translation>Die signierte Zeit ist nicht lesbar</translation>
    </message>
    <message>
        <source>The signature header is missing</source>
        <translation>Der Signatur-Header fehlt</translation>
    </message>
    <message>
        <source>The signature header cannot be read</source>
        <translation>Der Signatur-Header ist nicht lesbar</translation>
    </message>
    <message>
        <source>The source has no secret yet</source>
        <translation>Die Quelle hat noch kein Secret</translation>
    </message>
    <message>
        <source>The secret does not have the expected form</source>
        <translation>Das Secret hat nicht die erwartete Form</translation>
    </message>
    <message>
        <source>The signature scheme is unknown</source>
        <translation>Das Signaturschema ist unbekannt</translation>
    </message>
    <message>
        <source>Signature header</source>
        <translation>Signatur-Header</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Secret</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Signatur</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>%1 KB</source>
        <translation>%1 KB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>Today %1</source>
        <translation>Heute %1</translation>
    </message>
    <message>
        <source>the listener was stopped</source>
        <translation>der Listener war gestoppt</translation>
    </message>
    <message>
        <source>the machine slept</source>
        <translation>der Rechner schlief</translation>
    </message>
    <message>
        <source>the port was taken by another program</source>
        <translation>der Port war von einem anderen Programm belegt</translation>
    </message>
    <message>
        <source>the address was not there</source>
        <translation>die Adresse war nicht da</translation>
    </message>
    <message>
        <source>too many came at once</source>
        <translation>zu viele kamen auf einmal</translation>
    </message>
    <message>
        <source>too many connections were open</source>
        <translation>zu viele Verbindungen waren offen</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>der Datenträger ist voll</translation>
    </message>
    <message>
        <source>the database cannot be written</source>
        <translation>die Datenbank kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>the database is damaged</source>
        <translation>die Datenbank ist beschädigt</translation>
    </message>
    <message>
        <source>another process held the database</source>
        <translation>ein anderer Prozess hielt die Datenbank</translation>
    </message>
    <message>
        <source>The mapping is not for this environment</source>
        <translation>Die Zuordnung gilt nicht für diese Umgebung</translation>
    </message>
    <message>
        <source>The expression failed: %1</source>
        <translation>Der Ausdruck ist fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>No valid path: %1</source>
        <translation>Kein gültiger Pfad: %1</translation>
    </message>
    <message>
        <source>Cannot be understood: %1</source>
        <translation>Unverständlich: %1</translation>
    </message>
    <message>
        <source>The condition failed</source>
        <translation>Die Bedingung ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>The condition cannot work</source>
        <translation>Die Bedingung kann nicht funktionieren</translation>
    </message>
    <message>
        <source>This version does not know the action</source>
        <translation>Diese Version kennt die Aktion nicht</translation>
    </message>
</context>
<context>
    <name>hw::models::EventsModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Unrouted</source>
        <translation>Ohne Quelle</translation>
    </message>
    <message>
        <source>Status: %1</source>
        <translation>Status: %1</translation>
    </message>
    <message>
        <source>No actions</source>
        <translation>Keine Aktionen</translation>
    </message>
    <message>
        <source>%1 of %2 actions done</source>
        <translation>%1 von %2 Aktionen erledigt</translation>
    </message>
    <message>
        <source>Answered in %1</source>
        <translation>Beantwortet in %1</translation>
    </message>
    <message>
        <source>Not answered yet</source>
        <translation>Noch nicht beantwortet</translation>
    </message>
    <message>
        <source>Size: %1</source>
        <translation>Größe: %1</translation>
    </message>
    <message>
        <source>Answered %1</source>
        <translation>Mit %1 beantwortet</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 Bytes</translation>
    </message>
</context>
<context>
    <name>hw::models::EventsPresenter</name>
    <message>
        <source>There is no field "%1".</source>
        <translation>Es gibt kein Feld „%1“.</translation>
    </message>
    <message>
        <source>"%1" is no value for this field.</source>
        <translation>„%1“ ist kein Wert für dieses Feld.</translation>
    </message>
    <message>
        <source>A value is missing after "%1".</source>
        <translation>Nach „%1“ fehlt ein Wert.</translation>
    </message>
    <message>
        <source>The quote is not closed.</source>
        <translation>Das Anführungszeichen ist nicht geschlossen.</translation>
    </message>
    <message>
        <source>"%1" does not work with this field.</source>
        <translation>„%1“ ist bei diesem Feld nicht möglich.</translation>
    </message>
    <message>
        <source>"%1" is no path.</source>
        <translation>„%1“ ist kein Pfad.</translation>
    </message>
    <message>
        <source>A minus needs a term after it.</source>
        <translation>Auf ein Minus muss ein Begriff folgen.</translation>
    </message>
    <message>
        <source>The filter cannot be read here.</source>
        <translation>Der Filter ist an dieser Stelle nicht lesbar.</translation>
    </message>
    <message>
        <source>%1+</source>
        <translation>%1+</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 or more new events</source>
        <translation>%1 oder mehr neue Events</translation>
    </message>
    <message numerus="yes">
        <source>%n new event(s)</source>
        <translation>
            <numerusform>%n neues Event</numerusform>
            <numerusform>%n neue Events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hw::models::ExchangeView</name>
    <message>
        <source>Forwarded to %1, %2</source>
        <translation>Weitergeleitet an %1, %2</translation>
    </message>
    <message>
        <source>Sent again to %1, %2</source>
        <translation>Erneut gesendet an %1, %2</translation>
    </message>
    <message>
        <source>No answer: %1</source>
        <translation>Keine Antwort: %1</translation>
    </message>
    <message>
        <source>There is no answer to show</source>
        <translation>Es gibt keine Antwort zu zeigen</translation>
    </message>
    <message>
        <source>%1 %2, answered in %3</source>
        <translation>%1 %2, beantwortet in %3</translation>
    </message>
    <message>
        <source>The answer has no body</source>
        <translation>Die Antwort hat keinen Body</translation>
    </message>
    <message>
        <source>The body has no tree</source>
        <translation>Der Body hat keinen Baum</translation>
    </message>
</context>
<context>
    <name>hw::models::ExplainedView</name>
    <message>
        <source>%1, %2 before receipt</source>
        <translation>%1, %2 vor dem Empfang</translation>
    </message>
    <message>
        <source>%1, %2 after receipt</source>
        <translation>%1, %2 nach dem Empfang</translation>
    </message>
    <message>
        <source>%1, at receipt</source>
        <translation>%1, beim Empfang</translation>
    </message>
    <message>
        <source>Signed at</source>
        <translation>Signiert um</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Signatur</translation>
    </message>
    <message>
        <source>Message id</source>
        <translation>Nachrichtenkennung</translation>
    </message>
    <message>
        <source>Prefix</source>
        <translation>Präfix</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Nicht geprüft</translation>
    </message>
    <message>
        <source>timestamp</source>
        <translation>Zeitstempel</translation>
    </message>
    <message>
        <source>message id</source>
        <translation>Nachrichtenkennung</translation>
    </message>
    <message>
        <source>method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>the body</source>
        <translation>der Body</translation>
    </message>
    <message>
        <source>the sorted form fields</source>
        <translation>die sortierten Formularfelder</translation>
    </message>
    <message>
        <source>the first element of the body</source>
        <translation>das erste Element des Bodys</translation>
    </message>
    <message>
        <source>a full stop</source>
        <translation>ein Punkt</translation>
    </message>
    <message>
        <source>a colon</source>
        <translation>ein Doppelpunkt</translation>
    </message>
    <message>
        <source>a line end</source>
        <translation>ein Zeilenende</translation>
    </message>
    <message>
        <source>%1, then %2</source>
        <translation>%1, dann %2</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Erwartet</translation>
    </message>
    <message>
        <source>Expected, %1</source>
        <translation>Erwartet, %1</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>Received %1</source>
        <translation>Empfangen %1</translation>
    </message>
    <message>
        <source>With %1</source>
        <translation>Mit %1</translation>
    </message>
    <message numerus="yes">
        <source>Also fixes %n other failed event(s)</source>
        <translation>
            <numerusform>Behebt auch %n weiteres fehlgeschlagenes Event</numerusform>
            <numerusform>Behebt auch %n weitere fehlgeschlagene Events</numerusform>
        </translation>
    </message>
    <message>
        <source>Checks, %1 of %2 passed</source>
        <translation>Prüfungen, %1 von %2 bestanden</translation>
    </message>
    <message numerus="yes">
        <source>%n variant(s)</source>
        <translation>
            <numerusform>%n Variante</numerusform>
            <numerusform>%n Varianten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of the payload with the secret</source>
        <translation>%1 der Payload mit dem Secret</translation>
    </message>
</context>
<context>
    <name>hw::models::FailuresPresenter</name>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n Event</numerusform>
            <numerusform>%n Events</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 failed at line %3 since %4: %5</source>
        <translation>%1 von %2 seit %4 in Zeile %3 fehlgeschlagen: %5</translation>
    </message>
    <message>
        <source>%1 of %2 failed since %3</source>
        <translation>%1 von %2 seit %3 fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 of %2 failed since %3: %4</source>
        <translation>%1 von %2 seit %3 fehlgeschlagen: %4</translation>
    </message>
    <message numerus="yes">
        <source>At least %n event(s)</source>
        <translation>
            <numerusform>Mindestens %n Event</numerusform>
            <numerusform>Mindestens %n Events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hw::models::GoldenModel</name>
    <message>
        <source>%1, passed, %2</source>
        <translation>%1, bestanden, %2</translation>
    </message>
    <message>
        <source>%1, failed, %2</source>
        <translation>%1, fehlgeschlagen, %2</translation>
    </message>
    <message>
        <source>%1, cannot be run, %2</source>
        <translation>%1, kann nicht ausgeführt werden, %2</translation>
    </message>
    <message>
        <source>%1, not run yet</source>
        <translation>%1, noch nicht ausgeführt</translation>
    </message>
</context>
<context>
    <name>hw::models::GoldenPresenter</name>
    <message>
        <source>Running…</source>
        <translation>Läuft…</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) differ</source>
        <translation>
            <numerusform>%n Stelle weicht ab</numerusform>
            <numerusform>%n Stellen weichen ab</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Running %n test(s)…</source>
        <translation>
            <numerusform>%n Test läuft…</numerusform>
            <numerusform>%n Tests laufen…</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 passed, %2 failed</source>
        <translation>%1 bestanden, %2 fehlgeschlagen</translation>
    </message>
    <message>
        <source>The outcome of %1 is expected from now on</source>
        <translation>Das Ergebnis von %1 wird von jetzt an erwartet</translation>
    </message>
</context>
<context>
    <name>hw::models::Guide</name>
    <message>
        <source>en</source>
        <comment>the folder of resources/guide that has the pages in this language</comment>
        <translation>de</translation>
    </message>
    <message>
        <source>Basics</source>
        <translation>Grundlagen</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Nachschlagen</translation>
    </message>
    <message>
        <source>hex</source>
        <translation>hex</translation>
    </message>
    <message>
        <source>base64</source>
        <translation>base64</translation>
    </message>
    <message>
        <source>hex or base64</source>
        <translation>hex oder base64</translation>
    </message>
    <message>
        <source>the secret's text as it is, with its prefix</source>
        <translation>der Text des Secrets, wie er ist, mit seinem Präfix</translation>
    </message>
    <message>
        <source>the secret's text after its prefix</source>
        <translation>der Text des Secrets nach seinem Präfix</translation>
    </message>
    <message>
        <source>the secret after its prefix, decoded from base64</source>
        <translation>das Secret nach seinem Präfix, aus Base64 dekodiert</translation>
    </message>
    <message>
        <source>the secret, decoded from hex</source>
        <translation>das Secret, aus Hex dekodiert</translation>
    </message>
    <message>
        <source>Requests are not signed.</source>
        <translation>Anfragen sind nicht signiert.</translation>
    </message>
    <message>
        <source>The secret itself stands in a header.</source>
        <translation>Das Secret selbst steht in einem Header.</translation>
    </message>
    <message>
        <source>The secret itself stands in `Authorization: Bearer …`.</source>
        <translation>Das Secret selbst steht in `Authorization: Bearer …`.</translation>
    </message>
    <message>
        <source>User and password stand in `Authorization: Basic …`.</source>
        <translation>Benutzer und Passwort stehen in `Authorization: Basic …`.</translation>
    </message>
    <message>
        <source>The secret itself is a parameter of the address.</source>
        <translation>Das Secret selbst ist ein Parameter der Adresse.</translation>
    </message>
    <message>
        <source>HMAC with %1, in %2</source>
        <translation>HMAC mit %1, in %2</translation>
    </message>
    <message>
        <source>%1 of key and content, in %2</source>
        <translation>%1 über Schlüssel und Inhalt, in %2</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Signatur</translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Signed content</source>
        <translation>Signierter Inhalt</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message numerus="yes">
        <source>may differ by %n second(s)</source>
        <translation>
            <numerusform>darf um %n Sekunde abweichen</numerusform>
            <numerusform>darf um %n Sekunden abweichen</numerusform>
        </translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>Wo es steht</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Was es ist</translation>
    </message>
    <message>
        <source>How it delivers</source>
        <translation>Wie zugestellt wird</translation>
    </message>
    <message>
        <source>Counts as received</source>
        <translation>Gilt als empfangen</translation>
    </message>
    <message>
        <source>Sends again</source>
        <translation>Sendet erneut</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Duplikate</translation>
    </message>
    <message>
        <source>Suggested mappings</source>
        <translation>Vorgeschlagene Zuordnungen</translation>
    </message>
    <message>
        <source>Event type</source>
        <translation>Event-Typ</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was sie tut</translation>
    </message>
    <message>
        <source>Event types</source>
        <translation>Event-Typen</translation>
    </message>
    <message>
        <source>For example: %1.</source>
        <translation>Zum Beispiel: %1.</translation>
    </message>
    <message>
        <source>When it comes</source>
        <translation>Wann es kommt</translation>
    </message>
    <message>
        <source>Other spellings that are understood</source>
        <translation>Andere Schreibweisen, die verstanden werden</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Geschrieben</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>The provider's own page, on the internet: %1</source>
        <translation>Die eigene Seite des Anbieters, im Internet: %1</translation>
    </message>
    <message>
        <source>Set up with the command line of %1</source>
        <translation>Einrichten mit der Kommandozeile von %1</translation>
    </message>
    <message>
        <source>Set up on the pages of %1</source>
        <translation>Einrichten auf den Seiten von %1</translation>
    </message>
    <message>
        <source>Make this machine reachable</source>
        <translation>Diesen Rechner erreichbar machen</translation>
    </message>
    <message>
        <source>Does a signature fail? [What to look at](troubleshooting#signature).</source>
        <translation>Stimmt eine Signatur nicht? [Wonach zu sehen ist](troubleshooting#signature).</translation>
    </message>
    <message>
        <source>Where things stand in an event</source>
        <translation>Was wo im Event steht</translation>
    </message>
    <message>
        <source>Idempotency key</source>
        <translation>Idempotenzschlüssel</translation>
    </message>
    <message>
        <source>Elements of a batch</source>
        <translation>Elemente eines Stapels</translation>
    </message>
    <message>
        <source>What a script is given</source>
        <translation>Was einem Skript gegeben wird</translation>
    </message>
    <message>
        <source>`main` is called with one object, `ctx`.</source>
        <translation>`main` wird mit einem Objekt aufgerufen, `ctx`.</translation>
    </message>
    <message>
        <source>What main returns</source>
        <translation>Was main zurückgibt</translation>
    </message>
    <message>
        <source>Every other member becomes `preprocess.` and its name, for the [mapping](mapping).</source>
        <translation>Jedes andere Element wird `preprocess.` mit seinem Namen, für die [Zuordnung](mapping).</translation>
    </message>
    <message>
        <source>What a script can use</source>
        <translation>Was ein Skript benutzen kann</translation>
    </message>
    <message>
        <source>What is not there</source>
        <translation>Was es nicht gibt</translation>
    </message>
    <message>
        <source>Network, files, processes and other modules: each is an error that says so. What comes to a script is the event, and what it returns is all that leaves it.</source>
        <translation>Netz, Dateien, Prozesse und andere Module: Jedes ist ein Fehler, der es sagt. Zu einem Skript kommt das Event, und was es zurückgibt, ist alles, was es verlässt.</translation>
    </message>
    <message>
        <source>Actions and their parameters</source>
        <translation>Aktionen und ihre Parameter</translation>
    </message>
    <message>
        <source>The actions of one event are carried out in this order, whatever order they were made in. * is required.</source>
        <translation>Die Aktionen eines Events werden in dieser Reihenfolge ausgeführt, gleich in welcher sie angelegt wurden. * ist Pflicht.</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>Nimmt</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>hw::models::HistogramModel</name>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n Event</numerusform>
            <numerusform>%n Events</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1, %2, %3 failed</source>
        <translation>%1, %2, %3 fehlgeschlagen</translation>
    </message>
    <message>
        <source>not reachable %1–%2, %3</source>
        <translation>nicht erreichbar %1–%2, %3</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) turned away, %1</source>
        <translation>
            <numerusform>%n Anfrage abgewiesen, %1</numerusform>
            <numerusform>%n Anfragen abgewiesen, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hw::models::JsonTreeModel</name>
    <message>
        <source>{ more than %1 keys }</source>
        <translation>{ mehr als %1 Schlüssel }</translation>
    </message>
    <message>
        <source>[ more than %1 items ]</source>
        <translation>[ mehr als %1 Elemente ]</translation>
    </message>
    <message numerus="yes">
        <source>{ %n key(s) }</source>
        <translation>
            <numerusform>{ %n Schlüssel }</numerusform>
            <numerusform>{ %n Schlüssel }</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>[ %n item(s) ]</source>
        <translation>
            <numerusform>[ %n Element ]</numerusform>
            <numerusform>[ %n Elemente ]</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hw::models::LiveConsole</name>
    <message>
        <source>Events came faster than they can be shown</source>
        <translation>Es kamen mehr Events, als sich zeigen lassen</translation>
    </message>
    <message>
        <source>%1  %2  %3</source>
        <translation>%1  %2  %3</translation>
    </message>
</context>
<context>
    <name>hw::models::MappingPresenter</name>
    <message>
        <source>Condition</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n event(s) match</source>
        <translation>
            <numerusform>%1 von %n Event passt</numerusform>
            <numerusform>%1 von %n Events passen</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a slot on the right first.</source>
        <translation>Zuerst rechts ein Feld wählen.</translation>
    </message>
    <message>
        <source>Fill %1</source>
        <translation>%1 füllen</translation>
    </message>
    <message>
        <source>Clear %1</source>
        <translation>%1 leeren</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message>
        <source>Duplicate %1</source>
        <translation>%1 duplizieren</translation>
    </message>
    <message>
        <source>Switch on %1</source>
        <translation>%1 einschalten</translation>
    </message>
    <message>
        <source>Switch off %1</source>
        <translation>%1 ausschalten</translation>
    </message>
    <message>
        <source>Change the condition</source>
        <translation>Bedingung ändern</translation>
    </message>
    <message>
        <source>Remove a condition</source>
        <translation>Bedingung entfernen</translation>
    </message>
    <message>
        <source>Replace the file's version</source>
        <translation>Fassung der Datei ersetzen</translation>
    </message>
    <message>
        <source>Take the file's version</source>
        <translation>Fassung der Datei übernehmen</translation>
    </message>
    <message>
        <source>No default for %1</source>
        <translation>Kein Vorgabewert für %1</translation>
    </message>
    <message>
        <source>Default for %1</source>
        <translation>Vorgabewert für %1</translation>
    </message>
    <message>
        <source>Move %1</source>
        <translation>%1 verschieben</translation>
    </message>
    <message>
        <source>Use %1 for %2</source>
        <translation>%1 für %2 verwenden</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n Mitglied</numerusform>
            <numerusform>%n Mitglieder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n recipient(s)</source>
        <translation>
            <numerusform>%n Empfänger</numerusform>
            <numerusform>%n Empfänger</numerusform>
        </translation>
    </message>
    <message>
        <source>Actions of %1 go to a live destination, not to the Directory</source>
        <translation>Aktionen von %1 gehen an ein Live-Ziel, nicht ins Directory</translation>
    </message>
    <message>
        <source>No event of this type was captured yet</source>
        <translation>Noch kein Event dieses Typs aufgenommen</translation>
    </message>
    <message>
        <source>No action is mapped to this type</source>
        <translation>Diesem Typ ist keine Aktion zugeordnet</translation>
    </message>
    <message>
        <source>Save the mapping first: what is carried out is what is saved</source>
        <translation>Speichere zuerst die Zuordnung: Ausgeführt wird, was gespeichert ist</translation>
    </message>
    <message>
        <source>This does not compile: %1</source>
        <translation>Das lässt sich nicht übersetzen: %1</translation>
    </message>
</context>
<context>
    <name>hw::models::MappingPreviewModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>%1, if filled from</source>
        <translation>%1, falls gefüllt aus</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>hw::models::MappingTypesModel</name>
    <message>
        <source>ignored</source>
        <translation>ignoriert</translation>
    </message>
    <message numerus="yes">
        <source>%n action(s)</source>
        <translation>
            <numerusform>%n Aktion</numerusform>
            <numerusform>%n Aktionen</numerusform>
        </translation>
    </message>
    <message>
        <source>unmapped</source>
        <translation>nicht zugeordnet</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n Event</numerusform>
            <numerusform>%n Events</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
</context>
<context>
    <name>hw::models::NewSourcePresenter</name>
    <message>
        <source>HMAC or token</source>
        <translation>HMAC oder Token</translation>
    </message>
    <message>
        <source>t and v1 header</source>
        <translation>Header mit t und v1</translation>
    </message>
    <message>
        <source>Svix headers</source>
        <translation>Svix-Header</translation>
    </message>
    <message>
        <source>Standard Webhooks</source>
        <translation>Standard Webhooks</translation>
    </message>
    <message>
        <source>Shared secret</source>
        <translation>Gemeinsames Secret</translation>
    </message>
    <message>
        <source>User and password</source>
        <translation>Benutzer und Passwort</translation>
    </message>
    <message>
        <source>Not signed</source>
        <translation>Nicht signiert</translation>
    </message>
    <message>
        <source>Signature header</source>
        <translation>Signatur-Header</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>nicht nötig</translation>
    </message>
    <message>
        <source>Stored</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>can follow later</source>
        <translation>kann später folgen</translation>
    </message>
    <message>
        <source>%1 chosen</source>
        <translation>%1 gewählt</translation>
    </message>
    <message>
        <source>%1 suggested</source>
        <translation>%1 vorgeschlagen</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>Befehlszeile</translation>
    </message>
    <message>
        <source>%1 CLI</source>
        <translation>%1-CLI</translation>
    </message>
    <message>
        <source>Sign and send from a shell on this machine.</source>
        <translation>Aus einer Shell auf diesem Rechner signieren und senden.</translation>
    </message>
    <message>
        <source>No public address needed. Best for local work.</source>
        <translation>Keine öffentliche Adresse nötig. Am besten für lokale Arbeit.</translation>
    </message>
    <message>
        <source>Public URL</source>
        <translation>Öffentliche URL</translation>
    </message>
    <message>
        <source>Point any tunnel at port %1 and paste its URL.</source>
        <translation>Einen beliebigen Tunnel auf Port %1 richten und dessen URL einfügen.</translation>
    </message>
    <message>
        <source>Your system</source>
        <translation>Eigenes System</translation>
    </message>
    <message>
        <source>%1 dashboard</source>
        <translation>%1-Dashboard</translation>
    </message>
    <message>
        <source>Let your own system sign and send its events.</source>
        <translation>Das eigene System signiert und sendet seine Events.</translation>
    </message>
    <message>
        <source>Give the address to the provider, step by step.</source>
        <translation>Die Adresse Schritt für Schritt beim Anbieter eintragen.</translation>
    </message>
    <message>
        <source>the public URL</source>
        <translation>die öffentliche URL</translation>
    </message>
    <message>
        <source>an address such as https://abc.tunnel.example</source>
        <translation>eine Adresse wie https://abc.tunnel.example</translation>
    </message>
    <message>
        <source>It usually begins with %1</source>
        <translation>Es beginnt meist mit %1</translation>
    </message>
    <message>
        <source>It is shorter than expected</source>
        <translation>Es ist kürzer als erwartet</translation>
    </message>
    <message>
        <source>Short: 32 characters are a good choice</source>
        <translation>Kurz: 32 Zeichen sind eine gute Wahl</translation>
    </message>
    <message>
        <source>Format looks right</source>
        <translation>Format sieht richtig aus</translation>
    </message>
    <message>
        <source>It answered %1</source>
        <translation>Antwort: %1</translation>
    </message>
    <message>
        <source>It does not answer</source>
        <translation>Keine Antwort</translation>
    </message>
</context>
<context>
    <name>hw::models::PalettePresenter</name>
    <message>
        <source>Filter events by %1</source>
        <translation>Events nach %1 filtern</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Search events for %1</source>
        <translation>Events nach %1 durchsuchen</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Open event %1</source>
        <translation>Event %1 öffnen</translation>
    </message>
</context>
<context>
    <name>hw::models::SampleKeeper</name>
    <message>
        <source>A sample needs a name.</source>
        <translation>Ein Beispiel braucht einen Namen.</translation>
    </message>
    <message>
        <source>There is a sample %1 already.</source>
        <translation>Es gibt schon ein Beispiel %1.</translation>
    </message>
    <message>
        <source>“%1” is no name of a file: at most 128 characters without / and \, and no dot at the beginning.</source>
        <translation>„%1“ ist kein Dateiname: höchstens 128 Zeichen ohne / und \, am Anfang kein Punkt.</translation>
    </message>
    <message>
        <source>%1 is an event of another source.</source>
        <translation>%1 ist ein Event einer anderen Quelle.</translation>
    </message>
    <message>
        <source>%1 has not been processed yet.</source>
        <translation>%1 wurde noch nicht verarbeitet.</translation>
    </message>
    <message>
        <source>Added the sample %1</source>
        <translation>Beispiel %1 hinzugefügt</translation>
    </message>
    <message>
        <source>Removed the sample %1</source>
        <translation>Beispiel %1 entfernt</translation>
    </message>
</context>
<context>
    <name>hw::models::ScriptAssist</name>
    <message>
        <source>A secret of the environment %1.</source>
        <translation>Ein Secret der Umgebung %1.</translation>
    </message>
    <message>
        <source>A variable of the environment %1: %2.</source>
        <translation>Eine Variable der Umgebung %1: %2.</translation>
    </message>
    <message>
        <source>A header of the last request that was run.</source>
        <translation>Ein Header der zuletzt ausgeführten Anfrage.</translation>
    </message>
    <message>
        <source>in the last run</source>
        <translation>im letzten Lauf</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
</context>
<context>
    <name>hw::models::ScriptDiff</name>
    <message>
        <source>as it came</source>
        <translation>wie es kam</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>added</source>
        <translation>hinzugefügt</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>nicht gesetzt</translation>
    </message>
    <message>
        <source>The text of the script does not tell where it is set.</source>
        <translation>Der Text des Skripts verrät nicht, wo der Wert gesetzt wird.</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>One of these lines set it.</source>
        <translation>Eine dieser Zeilen hat ihn gesetzt.</translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Set at line</source>
        <translation>Gesetzt in Zeile</translation>
    </message>
</context>
<context>
    <name>hw::models::ScriptNotesModel</name>
    <message>
        <source>%1, line %2</source>
        <translation>%1, Zeile %2</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>Zeile %1</translation>
    </message>
</context>
<context>
    <name>hw::models::ScriptPresenter</name>
    <message>
        <source>Running…</source>
        <translation>Läuft…</translation>
    </message>
</context>
<context>
    <name>hw::models::ScriptSamplesModel</name>
    <message>
        <source>Example, not captured</source>
        <translation>Beispiel, nicht erfasst</translation>
    </message>
    <message>
        <source>%1, %2, passed</source>
        <translation>%1, %2, bestanden</translation>
    </message>
    <message>
        <source>%1, %2, failed</source>
        <translation>%1, %2, fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Kept as a sample</source>
        <translation>Als Beispiel behalten</translation>
    </message>
</context>
<context>
    <name>hw::models::SettingsPresenter</name>
    <message>
        <source>An address is needed: 127.0.0.1 is this machine alone.</source>
        <translation>Eine Adresse ist nötig: 127.0.0.1 ist nur dieser Rechner.</translation>
    </message>
    <message>
        <source>This is no address and no name of a machine.</source>
        <translation>Das ist weder eine Adresse noch ein Rechnername.</translation>
    </message>
    <message>
        <source>A port is a number from 1 to 65535.</source>
        <translation>Ein Port ist eine Zahl von 1 bis 65535.</translation>
    </message>
    <message>
        <source>This must begin with https:// or http:// and name a machine.</source>
        <translation>Muss mit https:// oder http:// beginnen und einen Rechner nennen.</translation>
    </message>
    <message>
        <source>Listener settings saved</source>
        <translation>Listener-Einstellungen gespeichert</translation>
    </message>
    <message>
        <source>An address is needed: https://api.example.com/events</source>
        <translation>Eine Adresse ist nötig: https://api.example.com/events</translation>
    </message>
    <message>
        <source>This must begin with https:// or http:// and name a machine, without ? and #.</source>
        <translation>Muss mit https:// oder http:// beginnen und einen Rechner nennen, ohne ? und #.</translation>
    </message>
    <message>
        <source>A name has letters, digits and "_", and no digit first.</source>
        <translation>Ein Name besteht aus Buchstaben, Ziffern und „_“ und beginnt nicht mit einer Ziffer.</translation>
    </message>
    <message>
        <source>A signature needs a secret: give it a name.</source>
        <translation>Eine Signatur braucht ein Secret: bitte einen Namen angeben.</translation>
    </message>
    <message>
        <source>This is the public key. The secret one begins with sk_.</source>
        <translation>Das ist der öffentliche Schlüssel. Der geheime beginnt mit sk_.</translation>
    </message>
    <message>
        <source>This is a service token. The secret key begins with sk_.</source>
        <translation>Das ist ein Service-Token. Der geheime Schlüssel beginnt mit sk_.</translation>
    </message>
    <message>
        <source>A secret needs a name.</source>
        <translation>Ein Secret braucht einen Namen.</translation>
    </message>
    <message>
        <source>A header's name has no spaces and no colon.</source>
        <translation>Der Name eines Headers enthält weder Leerzeichen noch Doppelpunkt.</translation>
    </message>
    <message>
        <source>Without https anybody on the way can read the calls and the key.</source>
        <translation>Ohne https kann unterwegs jeder die Aufrufe und den Schlüssel mitlesen.</translation>
    </message>
    <message>
        <source>Knock's secret keys begin with sk_.</source>
        <translation>Geheime Schlüssel von Knock beginnen mit sk_.</translation>
    </message>
    <message>
        <source>Destination of %1 saved</source>
        <translation>Ziel von %1 gespeichert</translation>
    </message>
    <message>
        <source>A name has small letters, digits and "-" between them, 64 at most.</source>
        <translation>Ein Name besteht aus Kleinbuchstaben, Ziffern und „-“ dazwischen, höchstens 64 Zeichen.</translation>
    </message>
    <message>
        <source>There is an environment of this name.</source>
        <translation>Eine Umgebung dieses Namens gibt es schon.</translation>
    </message>
    <message>
        <source>Made the environment %1</source>
        <translation>Umgebung %1 angelegt</translation>
    </message>
    <message>
        <source>Line %1 has no "=": write NAME=value.</source>
        <translation>In Zeile %1 fehlt „=“: als NAME=Wert schreiben.</translation>
    </message>
    <message>
        <source>Line %1: a name has letters, digits and "_", and no digit first.</source>
        <translation>Zeile %1: ein Name besteht aus Buchstaben, Ziffern und „_“ und beginnt nicht mit einer Ziffer.</translation>
    </message>
    <message>
        <source>Line %1: %2 is there twice.</source>
        <translation>Zeile %1: %2 kommt doppelt vor.</translation>
    </message>
    <message>
        <source>Variables of %1 saved</source>
        <translation>Variablen von %1 gespeichert</translation>
    </message>
    <message>
        <source>%1 is set</source>
        <translation>%1 ist gesetzt</translation>
    </message>
    <message>
        <source>%1 is removed</source>
        <translation>%1 ist entfernt</translation>
    </message>
    <message>
        <source>%1 is as it was</source>
        <translation>%1 ist wie zuvor</translation>
    </message>
</context>
<context>
    <name>hw::models::SidebarModel</name>
    <message>
        <source>All events</source>
        <translation>Alle Events</translation>
    </message>
    <message>
        <source>Directory</source>
        <translation>Directory</translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>Zustellungen</translation>
    </message>
    <message>
        <source>Unrouted</source>
        <translation>Ohne Quelle</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsbereich</translation>
    </message>
    <message>
        <source>1 event</source>
        <translation>1 Event</translation>
    </message>
    <message>
        <source>%1 events</source>
        <translation>%1 Events</translation>
    </message>
    <message>
        <source>%1, idle, %2</source>
        <translation>%1, inaktiv, %2</translation>
    </message>
    <message>
        <source>%1, receiving, %2</source>
        <translation>%1, empfängt, %2</translation>
    </message>
    <message>
        <source>%1, last event failed, %2</source>
        <translation>%1, letztes Event fehlgeschlagen, %2</translation>
    </message>
    <message>
        <source>%1, paused, %2</source>
        <translation>%1, angehalten, %2</translation>
    </message>
    <message>
        <source>%1, not finished, %2</source>
        <translation>%1, nicht abgeschlossen, %2</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n held</source>
        <translation>
            <numerusform>%1, %n zurückgehalten</numerusform>
            <numerusform>%1, %n zurückgehalten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n failed</source>
        <translation>
            <numerusform>%1, %n fehlgeschlagen</numerusform>
            <numerusform>%1, %n fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>hw::models::SourceImport</name>
    <message>
        <source>the mapping of %1 to %2 is deleted at Knock and was left out</source>
        <translation>die Zuordnung von %1 zu %2 ist bei Knock gelöscht und fehlt hier</translation>
    </message>
    <message>
        <source>there is no action %2: the mapping of %1 is kept, switched off</source>
        <translation>eine Aktion %2 gibt es nicht: die Zuordnung von %1 bleibt, ausgeschaltet</translation>
    </message>
    <message>
        <source>the parameter %2 of %1 is called %3 here</source>
        <translation>der Parameter %2 von %1 heißt hier %3</translation>
    </message>
    <message>
        <source>%1 has no parameter %2: it is kept, without effect</source>
        <translation>%1 hat keinen Parameter %2: er bleibt, ohne Wirkung</translation>
    </message>
    <message>
        <source>the parameter %2 of %1 is no path: "%3" is taken as it is</source>
        <translation>der Parameter %2 von %1 ist kein Pfad: „%3“ gilt, wie es da steht</translation>
    </message>
    <message>
        <source>the script reads the secret %1: give its value in the settings of the environment</source>
        <translation>das Skript liest das Secret %1: gib seinen Wert in den Einstellungen der Umgebung an</translation>
    </message>
    <message>
        <source>the script reads the variable %1: give its value in the settings of the environment</source>
        <translation>das Skript liest die Variable %1: gib ihren Wert in den Einstellungen der Umgebung an</translation>
    </message>
    <message>
        <source>the provider still sends to %1: give it the endpoint of this source</source>
        <translation>der Anbieter sendet noch an %1: gib ihm den Endpunkt dieser Quelle</translation>
    </message>
    <message>
        <source>requests that are not verified are accepted, as at Knock</source>
        <translation>nicht verifizierte Anfragen werden angenommen, wie bei Knock</translation>
    </message>
    <message>
        <source>none: the settings verify</source>
        <translation>keines: die Einstellungen verifizieren</translation>
    </message>
    <message numerus="yes">
        <source>JavaScript, %n line(s)</source>
        <translation>
            <numerusform>JavaScript, %n Zeile</numerusform>
            <numerusform>JavaScript, %n Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>TypeScript, %n line(s)</source>
        <translation>
            <numerusform>TypeScript, %n Zeile</numerusform>
            <numerusform>TypeScript, %n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>Skript</translation>
    </message>
    <message>
        <source>Mappings</source>
        <translation>Zuordnungen</translation>
    </message>
    <message numerus="yes">
        <source>%n, %1 of them active</source>
        <translation>
            <numerusform>%n, davon %1 aktiv</numerusform>
            <numerusform>%n, davon %1 aktiv</numerusform>
        </translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Event type</source>
        <translation>Event-Typ</translation>
    </message>
    <message>
        <source>Secrets</source>
        <translation>Secrets</translation>
    </message>
    <message>
        <source>%1: names only, the values are to be given</source>
        <translation>%1: nur die Namen, die Werte fehlen noch</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>%1 (switched off)</source>
        <translation>%1 (ausgeschaltet)</translation>
    </message>
    <message>
        <source>A key has lower-case letters, digits and hyphens, and begins with a letter or digit.</source>
        <translation>Ein Schlüssel hat Kleinbuchstaben, Ziffern und Bindestriche und beginnt mit Buchstabe oder Ziffer.</translation>
    </message>
    <message>
        <source>There is a source with this key already.</source>
        <translation>Eine Quelle mit diesem Schlüssel gibt es schon.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Workflow %1</source>
        <translation>Workflow %1</translation>
    </message>
    <message>
        <source>Workflow %1, with the form of its data</source>
        <translation>Workflow %1, mit der Form seiner Daten</translation>
    </message>
    <message>
        <source>Audience %1</source>
        <translation>Zielgruppe %1</translation>
    </message>
</context>
<context>
    <name>hw::models::SourceSettingsPresenter</name>
    <message>
        <source>The last event (%1) has nothing there.</source>
        <translation>Im letzten Event (%1) steht dort nichts.</translation>
    </message>
    <message>
        <source>In the last event: %1</source>
        <translation>Im letzten Event: %1</translation>
    </message>
    <message>
        <source>The last event (%1) has no list there.</source>
        <translation>Im letzten Event (%1) steht dort keine Liste.</translation>
    </message>
    <message numerus="yes">
        <source>In the last event: %n element(s)</source>
        <translation>
            <numerusform>Im letzten Event: %n Element</numerusform>
            <numerusform>Im letzten Event: %n Elemente</numerusform>
        </translation>
    </message>
    <message>
        <source>Saved the settings of %1</source>
        <translation>Einstellungen von %1 gespeichert</translation>
    </message>
    <message>
        <source>Removed the source %1; its events stay</source>
        <translation>Quelle %1 entfernt; ihre Events bleiben</translation>
    </message>
    <message>
        <source>“%1” is no key: 1 to 64 lower-case letters, digits and hyphens, and no hyphen at an end.</source>
        <translation>„%1“ ist kein Schlüssel: 1 bis 64 Kleinbuchstaben, Ziffern und Bindestriche, an den Enden kein Bindestrich.</translation>
    </message>
    <message>
        <source>The source %1 has the key %2.</source>
        <translation>Die Quelle %1 hat den Schlüssel %2.</translation>
    </message>
    <message>
        <source>The source %1 answers under %2 too.</source>
        <translation>Die Quelle %1 antwortet auch unter %2.</translation>
    </message>
    <message>
        <source>A source that was removed had the key %1, and its events still have it.</source>
        <translation>Eine entfernte Quelle hatte den Schlüssel %1, und ihre Events haben ihn noch.</translation>
    </message>
    <message>
        <source>Its new address is %1.</source>
        <translation>Ihre neue Adresse ist %1.</translation>
    </message>
    <message>
        <source>The old one, %1, goes on answering until you end it here, where you see when it was last used.</source>
        <translation>Die alte, %1, antwortet weiter, bis du sie hier beendest; du siehst hier, wann sie zuletzt benutzt wurde.</translation>
    </message>
    <message>
        <source>Its files move to %1.</source>
        <translation>Ihre Dateien ziehen nach %1 um.</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) follow; meanwhile requests are answered as ever.</source>
        <translation>
            <numerusform>%n Event zieht mit; Anfragen werden derweil wie immer beantwortet.</numerusform>
            <numerusform>%n Events ziehen mit; Anfragen werden derweil wie immer beantwortet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Its secret keeps the name %1.</source>
        <translation>Ihr Secret behält den Namen %1.</translation>
    </message>
    <message>
        <source>%1 has the key %2 now</source>
        <translation>%1 hat jetzt den Schlüssel %2</translation>
    </message>
    <message>
        <source>%1 no longer answers</source>
        <translation>%1 antwortet nicht mehr</translation>
    </message>
    <message>
        <source>%L1 events still to follow</source>
        <translation>%L1 Events ziehen noch um</translation>
    </message>
    <message>
        <source>Last used %1</source>
        <translation>Zuletzt benutzt %1</translation>
    </message>
    <message>
        <source>Never used</source>
        <translation>Nie benutzt</translation>
    </message>
</context>
<context>
    <name>hw::models::TimeTravelModel</name>
    <message>
        <source>Outcome: %1</source>
        <translation>Ergebnis: %1</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>Was sich unterscheidet</translation>
    </message>
</context>
<context>
    <name>hw::models::TimeTravelPresenter</name>
    <message>
        <source>v%1, saved %2</source>
        <translation>v%1, gespeichert %2</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>As recorded</source>
        <translation>Wie aufgezeichnet</translation>
    </message>
    <message>
        <source>Working copy</source>
        <translation>Arbeitskopie</translation>
    </message>
    <message>
        <source>All captured events</source>
        <translation>Alle erfassten Events</translation>
    </message>
    <message>
        <source>The last 24 hours</source>
        <translation>Die letzten 24 Stunden</translation>
    </message>
    <message>
        <source>The last 7 days</source>
        <translation>Die letzten 7 Tage</translation>
    </message>
    <message>
        <source>Events that failed</source>
        <translation>Fehlgeschlagene Events</translation>
    </message>
    <message>
        <source>Verified events</source>
        <translation>Verifizierte Events</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>Nicht gespeicherte Änderungen</translation>
    </message>
    <message>
        <source>Unsaved changes since v%1</source>
        <translation>Nicht gespeicherte Änderungen seit v%1</translation>
    </message>
    <message>
        <source>A dry run: nothing is stored and nothing is delivered.</source>
        <translation>Ein Probelauf: nichts wird gespeichert, nichts wird zugestellt.</translation>
    </message>
    <message>
        <source>%1 events, nothing is delivered</source>
        <translation>%1 Events, nichts wird zugestellt</translation>
    </message>
    <message>
        <source>%1 of %2 events</source>
        <translation>%1 von %2 Events</translation>
    </message>
    <message>
        <source>, %1 left</source>
        <translation>, noch %1</translation>
    </message>
    <message>
        <source>Cancelled after %1. What was compared until then is kept.</source>
        <translation>Nach %1 abgebrochen. Was bis dahin verglichen wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>Stopped: the script ran into its time limit on %1 events. Is there a loop that does not end?</source>
        <translation>Gestoppt: das Skript erreichte bei %1 Events sein Zeitlimit. Gibt es eine Endlosschleife?</translation>
    </message>
    <message>
        <source>No event could be compared.</source>
        <translation>Es konnte kein Event verglichen werden.</translation>
    </message>
    <message>
        <source>All %1 events give the same result. Finished in %2.</source>
        <translation>Alle %1 Events liefern dasselbe Ergebnis. Fertig in %2.</translation>
    </message>
    <message>
        <source>Finished in %1. Nothing was delivered: actions were compared, not sent.</source>
        <translation>Fertig in %1. Nichts wurde zugestellt: Aktionen wurden verglichen, nicht gesendet.</translation>
    </message>
    <message>
        <source>%1 left out (%2)</source>
        <translation>%1 ausgelassen (%2)</translation>
    </message>
    <message>
        <source>%1 with their recorded verification: %2 changed since</source>
        <translation>%1 mit ihrer aufgezeichneten Verifizierung: %2 seither geändert</translation>
    </message>
    <message>
        <source>The newest %L1 of %L2 events</source>
        <translation>Die neuesten %L1 von %L2 Events</translation>
    </message>
</context>
<context>
    <name>hw::models::UnroutedModel</name>
    <message>
        <source>%1  ×%2</source>
        <translation>%1  ×%2</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Looks like</source>
        <translation>Sieht aus wie</translation>
    </message>
    <message>
        <source>Did you mean</source>
        <translation>Vielleicht gemeint</translation>
    </message>
</context>
<context>
    <name>hw::models::UnroutedPresenter</name>
    <message numerus="yes">
        <source>Deleted %n request(s)</source>
        <translation>
            <numerusform>%n Anfrage gelöscht</numerusform>
            <numerusform>%n Anfragen gelöscht</numerusform>
        </translation>
    </message>
    <message>
        <source>The source of this path was deleted; its senders are told so (410).</source>
        <translation>Die Quelle dieses Pfads wurde gelöscht; den Absendern wird das mitgeteilt (410).</translation>
    </message>
    <message>
        <source>The path names an environment that there is not.</source>
        <translation>Der Pfad nennt eine Umgebung, die es nicht gibt.</translation>
    </message>
    <message>
        <source>There is no source “%1”.</source>
        <translation>Es gibt keine Quelle „%1“.</translation>
    </message>
    <message>
        <source>Sources answer below /s/; nothing answers at this path.</source>
        <translation>Quellen antworten unterhalb von /s/; unter diesem Pfad antwortet nichts.</translation>
    </message>
    <message>
        <source>Did you mean %1, at %2?</source>
        <translation>War %1 unter %2 gemeint?</translation>
    </message>
    <message>
        <source>Its headers are those of %1.</source>
        <translation>Die Header sind die von %1.</translation>
    </message>
</context>
<context>
    <name>hw::models::VerificationPresenter</name>
    <message>
        <source>Changed the verification of %1</source>
        <translation>Verifizierung von %1 geändert</translation>
    </message>
</context>
<context>
    <name>hw::models::WorkspacePresenter</name>
    <message>
        <source>New %1 source</source>
        <translation>Neue Quelle: %1</translation>
    </message>
</context>
<context>
    <name>hw::widgets::ActionsTab</name>
    <message>
        <source>Payload and result</source>
        <translation>Payload und Ergebnis</translation>
    </message>
    <message>
        <source>No actions</source>
        <translation>Keine Aktionen</translation>
    </message>
    <message>
        <source>No mapping of this event's type planned one.</source>
        <translation>Keine Zuordnung für den Typ dieses Events hat eine geplant.</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Copy the request as cURL</source>
        <translation>Anfrage als cURL kopieren</translation>
    </message>
    <message>
        <source>Copy the request as cURL, with the key as a variable</source>
        <translation>Anfrage als cURL kopieren, mit dem Schlüssel als Variable</translation>
    </message>
    <message>
        <source>as cURL</source>
        <translation>als cURL</translation>
    </message>
</context>
<context>
    <name>hw::widgets::AppearanceSettings</name>
    <message>
        <source>Stronger borders of fields and buttons</source>
        <translation>Stärkere Rahmen um Felder und Schaltflächen</translation>
    </message>
    <message>
        <source>Reduced motion: nothing fades</source>
        <translation>Weniger Bewegung: nichts wird ein- oder ausgeblendet</translation>
    </message>
    <message>
        <source>Follow the desktop</source>
        <translation>Wie der Desktop</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Font size</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>Rows, fields and buttons grow with it.</source>
        <translation>Zeilen, Felder und Schaltflächen wachsen mit.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
</context>
<context>
    <name>hw::widgets::Banner</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>hw::widgets::BodyPane</name>
    <message>
        <source>Tree</source>
        <translation>Baum</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Roh</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>Hex</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Find in the body, Ctrl+F</source>
        <translation>Im Body suchen, Strg+F</translation>
    </message>
    <message>
        <source>Find in the body</source>
        <translation>Im Body suchen</translation>
    </message>
    <message>
        <source>Find a key or a value, Enter for the next</source>
        <translation>Schlüssel oder Wert suchen, Eingabetaste für den nächsten Treffer</translation>
    </message>
    <message>
        <source>Body as it came</source>
        <translation>Body, wie er ankam</translation>
    </message>
    <message>
        <source>

The first %1 of %2.</source>
        <translation>

Die ersten %1 von %2.</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>A picture of %1 by %2 pixels</source>
        <translation>Ein Bild von %1 mal %2 Pixeln</translation>
    </message>
</context>
<context>
    <name>hw::widgets::BreakpointDialog</name>
    <message>
        <source>Enabled</source>
        <translation>Aktiviert</translation>
    </message>
    <message>
        <source>Breakpoint at line %1</source>
        <translation>Haltepunkt in Zeile %1</translation>
    </message>
    <message>
        <source>Stop only where</source>
        <translation>Nur anhalten, wenn</translation>
    </message>
    <message>
        <source>A JavaScript expression over what is in scope there.</source>
        <translation>Ein JavaScript-Ausdruck über das, was dort im Gültigkeitsbereich liegt.</translation>
    </message>
    <message>
        <source>Stop only at these passes</source>
        <translation>Nur bei diesen Durchläufen anhalten</translation>
    </message>
    <message>
        <source>3 = the third alone; &gt;= 3, &lt; 3, % 3 work too.</source>
        <translation>3 = nur der dritte; auch &gt;= 3, &lt; 3, % 3 sind möglich.</translation>
    </message>
    <message>
        <source>Log in place of stopping</source>
        <translation>Protokollieren statt anhalten</translation>
    </message>
    <message>
        <source>A text; {expressions} in it are evaluated.</source>
        <translation>Ein Text; {Ausdrücke} darin werden ausgewertet.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>A number, with &lt;, &lt;=, &gt;, &gt;= or % before it.</source>
        <translation>Eine Zahl, davor &lt;, &lt;=, &gt;, &gt;= oder %.</translation>
    </message>
</context>
<context>
    <name>hw::widgets::CodeBox</name>
    <message>
        <source>Copy %1</source>
        <translation>%1 kopieren</translation>
    </message>
</context>
<context>
    <name>hw::widgets::CodeEditor</name>
    <message>
        <source>Cut</source>
        <translation>Ausschneiden</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
</context>
<context>
    <name>hw::widgets::CompletionPopup</name>
    <message>
        <source>Completions</source>
        <translation>Vervollständigungen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>hw::widgets::ConfirmDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>hw::widgets::ConflictBar</name>
    <message>
        <source>The file was changed outside while you were editing.</source>
        <translation>Die Datei wurde während der Bearbeitung außerhalb geändert.</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Take the file</source>
        <translation>Datei übernehmen</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Eigene Fassung behalten</translation>
    </message>
</context>
<context>
    <name>hw::widgets::CopyButton</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>hw::widgets::CoverageFieldsTable</name>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
</context>
<context>
    <name>hw::widgets::CoveragePage</name>
    <message>
        <source>Look again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>What deserves a look</source>
        <translation>Was einen Blick verdient</translation>
    </message>
    <message>
        <source>Fields of</source>
        <translation>Felder von</translation>
    </message>
    <message>
        <source>Event type</source>
        <translation>Event-Typ</translation>
    </message>
    <message>
        <source>Nothing is delivered here</source>
        <translation>Hier wird nichts zugestellt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Looking at the captured events…</source>
        <translation>Die erfassten Events werden geprüft…</translation>
    </message>
    <message>
        <source>The events could not be looked at</source>
        <translation>Die Events konnten nicht geprüft werden</translation>
    </message>
    <message>
        <source>No events yet</source>
        <translation>Noch keine Events</translation>
    </message>
    <message>
        <source>What the mappings find in them is shown here.</source>
        <translation>Hier wird gezeigt, was die Zuordnungen darin finden.</translation>
    </message>
    <message>
        <source>Nothing deserves a look</source>
        <translation>Nichts fällt auf</translation>
    </message>
    <message>
        <source>Every type is mapped or ignored on purpose, and nothing changed.</source>
        <translation>Jeder Typ ist zugeordnet oder wird bewusst ignoriert, und nichts hat sich geändert.</translation>
    </message>
    <message>
        <source>Looking at the captured events</source>
        <translation>Erfasste Events werden geprüft</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Vorgabewert</translation>
    </message>
    <message>
        <source>Used where an event has no such value. Empty = none.</source>
        <translation>Gilt, wo einem Event dieser Wert fehlt. Leer = keiner.</translation>
    </message>
    <message>
        <source>Set the default</source>
        <translation>Vorgabewert setzen</translation>
    </message>
</context>
<context>
    <name>hw::widgets::DebugPanel</name>
    <message>
        <source>if %1</source>
        <translation>wenn %1</translation>
    </message>
    <message>
        <source>hits %1</source>
        <translation>Treffer %1</translation>
    </message>
    <message>
        <source>logs %1</source>
        <translation>protokolliert %1</translation>
    </message>
    <message>
        <source>always</source>
        <translation>immer</translation>
    </message>
    <message>
        <source>Uncaught exceptions</source>
        <translation>Nicht abgefangene Ausnahmen</translation>
    </message>
    <message>
        <source>Caught exceptions</source>
        <translation>Abgefangene Ausnahmen</translation>
    </message>
    <message>
        <source>verified is false</source>
        <translation>verified ist false</translation>
    </message>
    <message>
        <source>Variables</source>
        <translation>Variablen</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Überwachung</translation>
    </message>
    <message>
        <source>Expression to watch</source>
        <translation>Zu überwachender Ausdruck</translation>
    </message>
    <message>
        <source>Call stack</source>
        <translation>Aufrufliste</translation>
    </message>
    <message>
        <source>A debug run delivers nothing. Live events go on with the saved script.</source>
        <translation>Ein Debug-Lauf stellt nichts zu. Live-Events laufen weiter mit dem gespeicherten Skript.</translation>
    </message>
    <message>
        <source>Click beside a line's number, or press F9, to stop there.</source>
        <translation>Neben die Zeilennummer klicken oder F9 drücken, um dort anzuhalten.</translation>
    </message>
    <message>
        <source>Breakpoints</source>
        <translation>Haltepunkte</translation>
    </message>
    <message>
        <source>%1 (waiting)</source>
        <translation>%1 (wartet)</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>%1, line %2</source>
        <translation>%1, Zeile %2</translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>Change the breakpoint of line %1: %2</source>
        <translation>Haltepunkt in Zeile %1 ändern: %2</translation>
    </message>
    <message>
        <source>Remove the breakpoint of line %1</source>
        <translation>Haltepunkt in Zeile %1 entfernen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>hw::widgets::DebugVariablesView</name>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Überwachen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Use in mapping…</source>
        <translation>In Zuordnung verwenden…</translation>
    </message>
</context>
<context>
    <name>hw::widgets::DeliveriesPage</name>
    <message>
        <source>Filter: destination:production/knock action:users_identify reason:http_4</source>
        <translation>Filter: destination:production/knock action:users_identify reason:http_4</translation>
    </message>
    <message>
        <source>Filter the deliveries</source>
        <translation>Zustellungen filtern</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Ctrl+R</source>
        <translation>Ctrl+R</translation>
    </message>
    <message>
        <source>Retry all that match</source>
        <translation>Alle passenden erneut versuchen</translation>
    </message>
    <message>
        <source>Ctrl+Shift+R</source>
        <translation>Ctrl+Shift+R</translation>
    </message>
    <message>
        <source>Show the event</source>
        <translation>Event anzeigen</translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translation>Ctrl+E</translation>
    </message>
    <message>
        <source>Copy as cURL</source>
        <translation>Als cURL kopieren</translation>
    </message>
    <message>
        <source>Ctrl+Shift+C</source>
        <translation>Ctrl+Shift+C</translation>
    </message>
    <message>
        <source>Copy ID</source>
        <translation>ID kopieren</translation>
    </message>
    <message>
        <source>/</source>
        <translation>/</translation>
    </message>
    <message>
        <source>The cURL command</source>
        <translation>Der cURL-Befehl</translation>
    </message>
    <message>
        <source>The ID</source>
        <translation>Die ID</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>Postausgang</translation>
    </message>
    <message>
        <source>Dead letters</source>
        <translation>Unzustellbar</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>Confirm %1…</source>
        <translation>%1 bestätigen…</translation>
    </message>
    <message>
        <source>Send held deliveries</source>
        <translation>Zurückgehaltene Zustellungen senden</translation>
    </message>
    <message numerus="yes">
        <source>Send %n deliver(y|ies) of %1 now?</source>
        <translation>
            <numerusform>%n Zustellung von %1 jetzt senden?</numerusform>
            <numerusform>%n Zustellungen von %1 jetzt senden?</numerusform>
        </translation>
    </message>
    <message>
        <source>They are real calls. Until Headwater is closed, what %1 plans from now on goes out by itself.</source>
        <translation>Das sind echte Aufrufe. Bis Headwater geschlossen wird, geht von nun an alles, was %1 plant, von selbst hinaus.</translation>
    </message>
    <message numerus="yes">
        <source>Send %n deliver(y|ies)</source>
        <translation>
            <numerusform>%n Zustellung senden</numerusform>
            <numerusform>%n Zustellungen senden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Retry %n deliver(y|ies)</source>
        <translation>
            <numerusform>%n Zustellung erneut versuchen</numerusform>
            <numerusform>%n Zustellungen erneut versuchen</numerusform>
        </translation>
    </message>
    <message>
        <source>Retry all…</source>
        <translation>Alle erneut versuchen…</translation>
    </message>
    <message>
        <source>Retry matching…</source>
        <translation>Passende erneut versuchen…</translation>
    </message>
    <message>
        <source>Nothing here can be retried.</source>
        <translation>Hier lässt sich nichts erneut versuchen.</translation>
    </message>
    <message>
        <source>Deliveries that failed can be; those that wait go by themselves.</source>
        <translation>Nur fehlgeschlagene Zustellungen lassen sich erneut versuchen; wartende gehen von selbst.</translation>
    </message>
    <message numerus="yes">
        <source>Retry %n deliver(y|ies)?</source>
        <translation>
            <numerusform>%n Zustellung erneut versuchen?</numerusform>
            <numerusform>%n Zustellungen erneut versuchen?</numerusform>
        </translation>
    </message>
    <message>
        <source>They go out in the order in which they were planned. Those to a destination that is not confirmed are held.</source>
        <translation>Sie werden in der Reihenfolge gesendet, in der sie geplant wurden. Zustellungen an ein nicht bestätigtes Ziel werden zurückgehalten.</translation>
    </message>
    <message numerus="yes">
        <source>%n of them (was|were) first tried more than 24 hours ago. Knock has forgotten their keys: a workflow that ran then runs again.</source>
        <translation>
            <numerusform>%n davon wurde vor mehr als 24 Stunden zum ersten Mal versucht. Knock hat den Schlüssel vergessen: ein Workflow, der damals lief, läuft dann noch einmal.</numerusform>
            <numerusform>%n davon wurden vor mehr als 24 Stunden zum ersten Mal versucht. Knock hat ihre Schlüssel vergessen: ein Workflow, der damals lief, läuft dann noch einmal.</numerusform>
        </translation>
    </message>
    <message>
        <source>The outbox cannot be read</source>
        <translation>Der Postausgang kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>The next change is tried again by itself.</source>
        <translation>Bei der nächsten Änderung folgt von selbst ein neuer Versuch.</translation>
    </message>
    <message>
        <source>No delivery matches this filter</source>
        <translation>Keine Zustellung passt zu diesem Filter</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Filter löschen</translation>
    </message>
    <message>
        <source>Everything stays in the Directory</source>
        <translation>Alles bleibt im Directory</translation>
    </message>
    <message>
        <source>No environment delivers to Knock or to an HTTP endpoint yet.</source>
        <translation>Noch keine Umgebung stellt an Knock oder einen HTTP-Endpunkt zu.</translation>
    </message>
    <message>
        <source>Choose a destination…</source>
        <translation>Ziel wählen…</translation>
    </message>
    <message>
        <source>No dead letters</source>
        <translation>Nichts Unzustellbares</translation>
    </message>
    <message>
        <source>What a destination refuses, or cannot be reached for, ends here.</source>
        <translation>Was ein Ziel ablehnt oder wofür keines erreichbar ist, landet hier.</translation>
    </message>
    <message>
        <source>Nothing delivered yet</source>
        <translation>Noch nichts zugestellt</translation>
    </message>
    <message>
        <source>What arrived at its destination is listed here.</source>
        <translation>Was am Ziel angekommen ist, steht hier.</translation>
    </message>
    <message>
        <source>Nothing waits</source>
        <translation>Nichts wartet</translation>
    </message>
    <message>
        <source>Actions for Knock and HTTP endpoints pass through here.</source>
        <translation>Aktionen für Knock und HTTP-Endpunkte laufen hier durch.</translation>
    </message>
    <message>
        <source>Confirm held deliveries…</source>
        <translation>Zurückgehaltene Zustellungen bestätigen…</translation>
    </message>
    <message>
        <source>Ctrl+Return</source>
        <translation>Ctrl+Return</translation>
    </message>
</context>
<context>
    <name>hw::widgets::DeliveriesTable</name>
    <message>
        <source>Deliveries</source>
        <translation>Zustellungen</translation>
    </message>
</context>
<context>
    <name>hw::widgets::DeliveryDetailPane</name>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Details of the selected delivery</source>
        <translation>Details der ausgewählten Zustellung</translation>
    </message>
    <message>
        <source>Parts of the delivery</source>
        <translation>Teile der Zustellung</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Payload</translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation>Nichts ausgewählt</translation>
    </message>
    <message>
        <source>Select a delivery to see its attempts.</source>
        <translation>Eine Zustellung auswählen, um ihre Versuche zu sehen.</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keiner</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Noch nicht gesendet</translation>
    </message>
</context>
<context>
    <name>hw::widgets::DestinationForm</name>
    <message>
        <source>Directory: nothing leaves this machine</source>
        <translation>Directory: nichts verlässt diesen Rechner</translation>
    </message>
    <message>
        <source>Knock API, live</source>
        <translation>Knock API, live</translation>
    </message>
    <message>
        <source>HTTP endpoint, live</source>
        <translation>HTTP-Endpunkt, live</translation>
    </message>
    <message>
        <source>Not signed</source>
        <translation>Nicht signiert</translation>
    </message>
    <message>
        <source>as the scheme says</source>
        <translation>wie im Schema</translation>
    </message>
    <message>
        <source>Actions go to</source>
        <translation>Aktionen gehen an</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Signatur</translation>
    </message>
    <message>
        <source>Header of the signature</source>
        <translation>Header der Signatur</translation>
    </message>
    <message>
        <source>Name of the key</source>
        <translation>Name des Schlüssels</translation>
    </message>
    <message>
        <source>The name stands in the environment's file, the value in the keychain or the encrypted file.</source>
        <translation>Der Name steht in der Datei der Umgebung, der Wert im Schlüsselbund oder in der verschlüsselten Datei.</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>No key is stored yet: deliveries wait until there is one.</source>
        <translation>Noch ist kein Schlüssel gespeichert: Zustellungen warten, bis es einen gibt.</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>Deliveries are real calls. They are held after each start until you confirm them.</source>
        <translation>Zustellungen sind echte Aufrufe. Nach jedem Start werden sie bis zur Bestätigung zurückgehalten.</translation>
    </message>
</context>
<context>
    <name>hw::widgets::DestinationRows</name>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <source>%1 held</source>
        <translation>%1 zurückgehalten</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1 wartend</translation>
    </message>
    <message>
        <source>%1 retrying</source>
        <translation>%1 in Wiederholung</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 fehlgeschlagen</translation>
    </message>
    <message>
        <source>nothing waits</source>
        <translation>nichts wartet</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Show the deliveries of %1</source>
        <translation>Zustellungen von %1 anzeigen</translation>
    </message>
    <message>
        <source>Show only these deliveries</source>
        <translation>Nur diese Zustellungen anzeigen</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Resume %1</source>
        <translation>%1 fortsetzen</translation>
    </message>
    <message>
        <source>Pause %1</source>
        <translation>%1 anhalten</translation>
    </message>
    <message>
        <source>Destinations</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>Partly stopped</source>
        <translation>Teils gestoppt</translation>
    </message>
</context>
<context>
    <name>hw::widgets::DiagnosisCard</name>
    <message>
        <source>Apply and verify again</source>
        <translation>Anwenden und erneut verifizieren</translation>
    </message>
    <message>
        <source>Look at the body</source>
        <translation>Body ansehen</translation>
    </message>
    <message>
        <source>Change the secret</source>
        <translation>Secret ändern</translation>
    </message>
    <message>
        <source>That is by the settings as they are now. The run on record is the one that failed.</source>
        <translation>Das gilt nach den jetzigen Einstellungen. Aufgezeichnet ist der Lauf, der fehlschlug.</translation>
    </message>
    <message numerus="yes">
        <source>Process %n events again</source>
        <translation>
            <numerusform>%n Event erneut verarbeiten</numerusform>
            <numerusform>%n Events erneut verarbeiten</numerusform>
        </translation>
    </message>
    <message>
        <source>Process again</source>
        <translation>Erneut verarbeiten</translation>
    </message>
    <message numerus="yes">
        <source>This one and %n other(s) that failed alike</source>
        <translation>
            <numerusform>Dieses und %n weiteres, das gleich fehlschlug</numerusform>
            <numerusform>Dieses und %n weitere, die gleich fehlschlugen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hw::widgets::DirectoryChangeRow</name>
    <message>
        <source>%1 from %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>By an event that is stored no more</source>
        <translation>Durch ein nicht mehr gespeichertes Event</translation>
    </message>
    <message>
        <source>%1 from </source>
        <translation>%1 von </translation>
    </message>
</context>
<context>
    <name>hw::widgets::DirectoryDetailPane</name>
    <message>
        <source>Details of the selected row</source>
        <translation>Details der ausgewählten Zeile</translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation>Nichts ausgewählt</translation>
    </message>
    <message>
        <source>Select a row to see what belongs to it.</source>
        <translation>Eine Zeile auswählen, um zu sehen, was dazu gehört.</translation>
    </message>
</context>
<context>
    <name>hw::widgets::DirectoryPage</name>
    <message>
        <source>Stored in this workspace only</source>
        <translation>Nur in diesem Arbeitsbereich gespeichert</translation>
    </message>
    <message>
        <source>Copy ID</source>
        <translation>ID kopieren</translation>
    </message>
    <message>
        <source>Filter the Directory</source>
        <translation>Directory filtern</translation>
    </message>
    <message>
        <source>/</source>
        <translation>/</translation>
    </message>
    <message>
        <source>The ID</source>
        <translation>Die ID</translation>
    </message>
    <message>
        <source>The Directory cannot be read</source>
        <translation>Das Directory kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>The next change is tried again by itself.</source>
        <translation>Bei der nächsten Änderung folgt von selbst ein neuer Versuch.</translation>
    </message>
    <message>
        <source>No row matches this filter</source>
        <translation>Keine Zeile passt zu diesem Filter</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Filter löschen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>hw::widgets::DirectoryPropertyRow</name>
    <message>
        <source>%1
Click to copy</source>
        <translation>%1
Zum Kopieren klicken</translation>
    </message>
</context>
<context>
    <name>hw::widgets::EnvironmentCombo</name>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>%1, live</source>
        <translation>%1, live</translation>
    </message>
</context>
<context>
    <name>hw::widgets::EnvironmentSettings</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add the environment</source>
        <translation>Umgebung hinzufügen</translation>
    </message>
    <message>
        <source>Environments</source>
        <translation>Umgebungen</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Variables</source>
        <translation>Variablen</translation>
    </message>
    <message>
        <source>A line NAME=value each; scripts and mappings see them as vars.NAME.</source>
        <translation>Je Zeile NAME=Wert; Skripte und Zuordnungen sehen sie als vars.NAME.</translation>
    </message>
    <message>
        <source>Secrets</source>
        <translation>Secrets</translation>
    </message>
    <message>
        <source>Values are kept in the system's keychain, else in the workspace's encrypted file. They are never shown.</source>
        <translation>Werte liegen im Schlüsselbund des Systems, sonst in der verschlüsselten Datei des Arbeitsbereichs. Sie werden nie angezeigt.</translation>
    </message>
    <message>
        <source>New environment</source>
        <translation>Neue Umgebung</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Its actions go to the Directory until you choose a destination.</source>
        <translation>Ihre Aktionen gehen ins Directory, bis ein Ziel gewählt ist.</translation>
    </message>
    <message>
        <source>No source of this environment needs a secret.</source>
        <translation>Keine Quelle dieser Umgebung braucht ein Secret.</translation>
    </message>
</context>
<context>
    <name>hw::widgets::EventCommands</name>
    <message>
        <source>Process again</source>
        <translation>Erneut verarbeiten</translation>
    </message>
    <message>
        <source>R</source>
        <translation>R</translation>
    </message>
    <message>
        <source>Send again…</source>
        <translation>Erneut senden…</translation>
    </message>
    <message>
        <source>Edit &amp;&amp; resend…</source>
        <translation>Bearbeiten &amp;&amp; senden…</translation>
    </message>
    <message>
        <source>Shift+R</source>
        <translation>Shift+R</translation>
    </message>
    <message>
        <source>Use as sample</source>
        <translation>Als Beispiel verwenden</translation>
    </message>
    <message>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>C</source>
        <translation>C</translation>
    </message>
    <message>
        <source>Compare with the previous of this type</source>
        <translation>Mit dem vorigen dieses Typs vergleichen</translation>
    </message>
    <message>
        <source>D</source>
        <translation>D</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Anheften</translation>
    </message>
    <message>
        <source>P</source>
        <translation>P</translation>
    </message>
    <message>
        <source>Note…</source>
        <translation>Notiz…</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>Copy as cURL</source>
        <translation>Als cURL kopieren</translation>
    </message>
    <message>
        <source>Ctrl+Shift+C</source>
        <translation>Ctrl+Shift+C</translation>
    </message>
    <message>
        <source>Copy as HTTPie</source>
        <translation>Als HTTPie kopieren</translation>
    </message>
    <message>
        <source>Copy as fetch</source>
        <translation>Als fetch kopieren</translation>
    </message>
    <message>
        <source>Copy a report without secrets</source>
        <translation>Bericht ohne Secrets kopieren</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+E</source>
        <translation>Ctrl+Shift+E</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>Export the list…</source>
        <translation>Liste exportieren…</translation>
    </message>
    <message>
        <source>Delete the list…</source>
        <translation>Liste löschen…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>The cURL command</source>
        <translation>Der cURL-Befehl</translation>
    </message>
    <message>
        <source>The HTTPie command</source>
        <translation>Der HTTPie-Befehl</translation>
    </message>
    <message>
        <source>The call of fetch</source>
        <translation>Der Aufruf von fetch</translation>
    </message>
    <message>
        <source>The report</source>
        <translation>Der Bericht</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Lösen</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n event(s)</source>
        <translation>
            <numerusform>%n Event löschen</numerusform>
            <numerusform>%n Events löschen</numerusform>
        </translation>
    </message>
    <message>
        <source>Change the note…</source>
        <translation>Notiz ändern…</translation>
    </message>
    <message>
        <source>There is no event in this list</source>
        <translation>In dieser Liste ist kein Event</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n event(s)?</source>
        <translation>
            <numerusform>%n Event löschen?</numerusform>
            <numerusform>%n Events löschen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo brings back the first 128 MB of them, until the window is closed. Pinned ones stay.</source>
        <translation>„Rückgängig“ bringt die ersten 128 MB davon zurück, bis das Fenster geschlossen wird. Angeheftete bleiben.</translation>
    </message>
    <message>
        <source>Export events</source>
        <translation>Events exportieren</translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl)</source>
        <translation>JSON-Zeilen (*.jsonl)</translation>
    </message>
    <message>
        <source>HAR 1.2 (*.har)</source>
        <translation>HAR 1.2 (*.har)</translation>
    </message>
    <message>
        <source>Folder of raw requests (*)</source>
        <translation>Ordner mit rohen Anfragen (*)</translation>
    </message>
    <message>
        <source>Select the event to compare with</source>
        <translation>Das Event zum Vergleichen auswählen</translation>
    </message>
    <message>
        <source>History of</source>
        <translation>Verlauf von</translation>
    </message>
    <message>
        <source>Debug this event</source>
        <translation>Dieses Event debuggen</translation>
    </message>
    <message>
        <source>Shift+D</source>
        <translation>Shift+D</translation>
    </message>
    <message>
        <source>Make a test…</source>
        <translation>Test anlegen…</translation>
    </message>
    <message>
        <source>T</source>
        <translation>T</translation>
    </message>
</context>
<context>
    <name>hw::widgets::EventCompare</name>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Close the comparison</source>
        <translation>Vergleich schließen</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>different</source>
        <translation>verschieden</translation>
    </message>
    <message>
        <source>The same in both</source>
        <translation>In beiden gleich</translation>
    </message>
</context>
<context>
    <name>hw::widgets::EventDetailPane</name>
    <message>
        <source>Parts of the event</source>
        <translation>Teile des Events</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>Verifizierung</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>Skript</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>No event selected</source>
        <translation>Kein Event ausgewählt</translation>
    </message>
    <message>
        <source>Select an event to see what happened to it.</source>
        <translation>Ein Event auswählen, um zu sehen, was damit geschah.</translation>
    </message>
</context>
<context>
    <name>hw::widgets::EventFilterBar</name>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Add a filter: type:customer.* status:failed body.amount&gt;5000</source>
        <translation>Filter hinzufügen: type:customer.* status:failed body.amount&gt;5000</translation>
    </message>
    <message>
        <source>Show new events as they come, Space</source>
        <translation>Neue Events sofort anzeigen, Leertaste</translation>
    </message>
    <message>
        <source>Hold the list still, Space</source>
        <translation>Liste anhalten, Leertaste</translation>
    </message>
    <message>
        <source>%1 (at character %2)</source>
        <translation>%1 (bei Zeichen %2)</translation>
    </message>
    <message>
        <source>Saved filters</source>
        <translation>Gespeicherte Filter</translation>
    </message>
    <message>
        <source>What may stand here</source>
        <translation>Was hier stehen kann</translation>
    </message>
    <message>
        <source>Saved the filter %1</source>
        <translation>Filter %1 gespeichert</translation>
    </message>
    <message>
        <source>No filter is saved yet</source>
        <translation>Noch ist kein Filter gespeichert</translation>
    </message>
    <message>
        <source>Save this filter</source>
        <translation>Diesen Filter speichern</translation>
    </message>
    <message>
        <source>Ctrl+Return</source>
        <translation>Ctrl+Return</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>hw::widgets::EventsPage</name>
    <message>
        <source>The URL</source>
        <translation>Die URL</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>ID kopieren</translation>
    </message>
    <message>
        <source>Filter events</source>
        <translation>Events filtern</translation>
    </message>
    <message>
        <source>/</source>
        <translation>/</translation>
    </message>
    <message>
        <source>Copy cell</source>
        <translation>Zelle kopieren</translation>
    </message>
    <message>
        <source>Filter by this type</source>
        <translation>Nach diesem Typ filtern</translation>
    </message>
    <message>
        <source>F</source>
        <translation>F</translation>
    </message>
    <message>
        <source>Filter by this cell</source>
        <translation>Nach dieser Zelle filtern</translation>
    </message>
    <message>
        <source>Shift+F</source>
        <translation>Shift+F</translation>
    </message>
    <message>
        <source>Hide events with this value</source>
        <translation>Events mit diesem Wert ausblenden</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Live or pause</source>
        <translation>Live oder anhalten</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>Next event</source>
        <translation>Nächstes Event</translation>
    </message>
    <message>
        <source>J</source>
        <translation>J</translation>
    </message>
    <message>
        <source>Previous event</source>
        <translation>Voriges Event</translation>
    </message>
    <message>
        <source>K</source>
        <translation>K</translation>
    </message>
    <message>
        <source>Clear the time range</source>
        <translation>Zeitbereich aufheben</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>The id</source>
        <translation>Die ID</translation>
    </message>
    <message>
        <source>The cell</source>
        <translation>Die Zelle</translation>
    </message>
    <message>
        <source>The events cannot be read</source>
        <translation>Die Events können nicht gelesen werden</translation>
    </message>
    <message>
        <source>The next change is tried again by itself.</source>
        <translation>Bei der nächsten Änderung folgt von selbst ein neuer Versuch.</translation>
    </message>
    <message>
        <source>No event matches this filter</source>
        <translation>Kein Event passt zu diesem Filter</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) are hidden by it.</source>
        <translation>
            <numerusform>%n Event wird dadurch ausgeblendet.</numerusform>
            <numerusform>%n Events werden dadurch ausgeblendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Filter löschen</translation>
    </message>
    <message>
        <source>Waiting for the first event</source>
        <translation>Warten auf das erste Event</translation>
    </message>
    <message>
        <source>Start the listener to receive events.</source>
        <translation>Den Listener starten, um Events zu empfangen.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>%1 while paused.</source>
        <translation>%1 seit dem Anhalten.</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n neu</numerusform>
            <numerusform>%n neu</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n new event(s)</source>
        <translation>
            <numerusform>%n neues Event anzeigen</numerusform>
            <numerusform>%n neue Events anzeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>All events</source>
        <translation>Alle Events</translation>
    </message>
    <message>
        <source>Newer event</source>
        <translation>Neueres Event</translation>
    </message>
    <message>
        <source>Alt+Up</source>
        <translation>Alt+Up</translation>
    </message>
    <message>
        <source>Older event</source>
        <translation>Älteres Event</translation>
    </message>
    <message>
        <source>Alt+Down</source>
        <translation>Alt+Down</translation>
    </message>
    <message>
        <source>Explain the last failed signature</source>
        <translation>Die letzte fehlgeschlagene Signatur erklären</translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translation>Ctrl+E</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Event %1 of %2</source>
        <translation>Event %1 von %2</translation>
    </message>
    <message>
        <source>All %1 events</source>
        <translation>Alle %1 Events</translation>
    </message>
    <message>
        <source>Looking through events</source>
        <translation>Events werden durchsucht</translation>
    </message>
    <message>
        <source>Older events were not looked through: there may be more.</source>
        <translation>Ältere Events wurden nicht durchsucht: Es kann weitere geben.</translation>
    </message>
    <message>
        <source>Look through all</source>
        <translation>Alle durchsuchen</translation>
    </message>
</context>
<context>
    <name>hw::widgets::EventsTable</name>
    <message>
        <source>Events</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>Reset columns</source>
        <translation>Spalten zurücksetzen</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n Event</numerusform>
            <numerusform>%n Events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hw::widgets::FilterChip</name>
    <message>
        <source>Filter term %1%2</source>
        <translation>Filterbegriff %1%2</translation>
    </message>
</context>
<context>
    <name>hw::widgets::FindBar</name>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>Ersetzen durch</translation>
    </message>
    <message>
        <source>Aa</source>
        <translation>Aa</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>Groß-/Kleinschreibung beachten</translation>
    </message>
    <message>
        <source>Previous match, Shift+Enter</source>
        <translation>Voriger Treffer, Umschalt+Eingabetaste</translation>
    </message>
    <message>
        <source>Next match, Enter</source>
        <translation>Nächster Treffer, Eingabetaste</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Replace this match</source>
        <translation>Diesen Treffer ersetzen</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>Alle ersetzen</translation>
    </message>
    <message>
        <source>Replace all matches</source>
        <translation>Alle Treffer ersetzen</translation>
    </message>
    <message>
        <source>Close, Esc</source>
        <translation>Schließen, Esc</translation>
    </message>
    <message numerus="yes">
        <source>%n replaced</source>
        <translation>
            <numerusform>%n ersetzt</numerusform>
            <numerusform>%n ersetzt</numerusform>
        </translation>
    </message>
    <message>
        <source>Go to line (1 to %1)</source>
        <translation>Gehe zu Zeile (1 bis %1)</translation>
    </message>
    <message>
        <source>No match</source>
        <translation>Kein Treffer</translation>
    </message>
    <message>
        <source>Type a line's number</source>
        <translation>Zeilennummer eingeben</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%n match(|es)</source>
        <translation>
            <numerusform>%n Treffer</numerusform>
            <numerusform>%n Treffer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hw::widgets::FindingsList</name>
    <message>
        <source>What deserves a look</source>
        <translation>Was einen Blick verdient</translation>
    </message>
</context>
<context>
    <name>hw::widgets::GoldenDialog</name>
    <message>
        <source>Make the test</source>
        <translation>Test anlegen</translation>
    </message>
    <message>
        <source>Make a test</source>
        <translation>Test anlegen</translation>
    </message>
    <message>
        <source>What is masked</source>
        <translation>Was maskiert wird</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>The request as it will be kept</source>
        <translation>Die Anfrage, wie sie aufbewahrt wird</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>The test keeps this request and what it leads to, as files of the workspace. Stored secrets are replaced by throw-away ones, with which it is signed anew. Check what else is nobody's business.</source>
        <translation>Der Test bewahrt diese Anfrage und ihr Ergebnis als Dateien des Arbeitsbereichs auf. Gespeicherte Secrets werden durch Wegwerf-Secrets ersetzt, mit denen neu signiert wird. Ankreuzen, was sonst niemanden etwas angeht.</translation>
    </message>
    <message>
        <source>Masked</source>
        <translation>Maskiert</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>hw::widgets::GoldenList</name>
    <message>
        <source>Tests</source>
        <translation>Tests</translation>
    </message>
</context>
<context>
    <name>hw::widgets::GoldenPage</name>
    <message>
        <source>Run all tests</source>
        <translation>Alle Tests ausführen</translation>
    </message>
    <message>
        <source>Accept the outcome</source>
        <translation>Ergebnis übernehmen</translation>
    </message>
    <message>
        <source>Run all</source>
        <translation>Alle ausführen</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Stelle</translation>
    </message>
    <message>
        <source>Expected → happened</source>
        <translation>Erwartet → geschehen</translation>
    </message>
    <message>
        <source>No tests yet</source>
        <translation>Noch keine Tests</translation>
    </message>
    <message>
        <source>Right-click an event in Events and choose “Make a test…”.</source>
        <translation>In Events ein Event rechts anklicken und „Test anlegen…“ wählen.</translation>
    </message>
    <message>
        <source>Tests</source>
        <translation>Tests</translation>
    </message>
    <message>
        <source>Run all tests, Ctrl+Return</source>
        <translation>Alle Tests ausführen, Ctrl+Return</translation>
    </message>
    <message>
        <source>What happened is what is expected from now on</source>
        <translation>Was geschah, wird von jetzt an erwartet</translation>
    </message>
    <message>
        <source>The test</source>
        <translation>Der Test</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>In CI</source>
        <translation>In CI</translation>
    </message>
    <message>
        <source>Steps for CI</source>
        <translation>Schritte für CI</translation>
    </message>
    <message>
        <source>The tests are plain files of the workspace. This step runs them where it is checked out.</source>
        <translation>Die Tests sind einfache Dateien des Arbeitsbereichs. Dieser Schritt führt sie aus, wo er ausgecheckt ist.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Tests run offline, without secrets; nothing is delivered</source>
        <translation>Tests laufen offline und ohne Secrets; nichts wird zugestellt</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>A test keeps a request and what it leads to.</source>
        <translation>Ein Test bewahrt eine Anfrage und ihr Ergebnis auf.</translation>
    </message>
    <message>
        <source>What happens is what is expected.</source>
        <translation>Es geschieht, was erwartet wird.</translation>
    </message>
    <message>
        <source>Not run yet.</source>
        <translation>Noch nicht ausgeführt.</translation>
    </message>
    <message>
        <source>the step for CI</source>
        <translation>der Schritt für CI</translation>
    </message>
</context>
<context>
    <name>hw::widgets::GuideWindow</name>
    <message>
        <source>Nothing is found.</source>
        <translation>Nichts gefunden.</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Anleitung</translation>
    </message>
    <message>
        <source>Search the guide</source>
        <translation>In der Anleitung suchen</translation>
    </message>
    <message>
        <source>Pages of the guide</source>
        <translation>Seiten der Anleitung</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 – Guide</source>
        <translation>%1 – Anleitung</translation>
    </message>
</context>
<context>
    <name>hw::widgets::HexView</name>
    <message>
        <source>Body as hexadecimal bytes</source>
        <translation>Body als hexadezimale Bytes</translation>
    </message>
</context>
<context>
    <name>hw::widgets::HistogramWidget</name>
    <message>
        <source>Events per minute</source>
        <translation>Events pro Minute</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>verifiziert</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>verpasst</translation>
    </message>
</context>
<context>
    <name>hw::widgets::ImportDialog</name>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>To which source does the request belong?</source>
        <translation>Zu welcher Quelle gehört die Anfrage?</translation>
    </message>
    <message>
        <source>To which source do the %1 requests belong?</source>
        <translation>Zu welcher Quelle gehören die %1 Anfragen?</translation>
    </message>
    <message>
        <source>Each is verified, transformed and mapped as if it had just arrived, and its actions are carried out.</source>
        <translation>Jede wird verifiziert, umgewandelt und zugeordnet, als wäre sie gerade eingetroffen, und ihre Aktionen werden ausgeführt.</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>hw::widgets::JsonTreeView</name>
    <message>
        <source>Body as a tree</source>
        <translation>Body als Baum</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
</context>
<context>
    <name>hw::widgets::KeyValueRows</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>hw::widgets::LineDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>hw::widgets::ListenerLabel</name>
    <message>
        <source>Listening on</source>
        <translation>Lauscht auf</translation>
    </message>
    <message>
        <source>Starting on</source>
        <translation>Startet auf</translation>
    </message>
    <message>
        <source>Not listening on</source>
        <translation>Lauscht nicht auf</translation>
    </message>
    <message>
        <source>Listener stopped</source>
        <translation>Listener gestoppt</translation>
    </message>
    <message>
        <source>Process %1 listens on</source>
        <translation>Prozess %1 lauscht auf</translation>
    </message>
    <message>
        <source>Process %1 does not listen</source>
        <translation>Prozess %1 lauscht nicht</translation>
    </message>
</context>
<context>
    <name>hw::widgets::ListenerSettings</name>
    <message>
        <source>Start the listener when the workspace is opened</source>
        <translation>Listener beim Öffnen des Arbeitsbereichs starten</translation>
    </message>
    <message>
        <source>Listener</source>
        <translation>Listener</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Public URL of this machine</source>
        <translation>Öffentliche URL dieses Rechners</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>Where a tunnel leads to this listener. Signatures that cover the URL are checked against it.</source>
        <translation>Die Adresse, von der ein Tunnel zu diesem Listener führt. Signaturen, die die URL einschließen, werden damit geprüft.</translation>
    </message>
    <message>
        <source>These settings are this machine's alone; they stand in data/local.json and never in git.</source>
        <translation>Diese Einstellungen gelten nur für diesen Rechner; sie stehen in data/local.json und nie in git.</translation>
    </message>
    <message>
        <source>Other machines of the network can send to this address, and see what is answered.</source>
        <translation>Andere Rechner im Netzwerk können an diese Adresse senden und sehen, was geantwortet wird.</translation>
    </message>
    <message>
        <source>Listen with TLS (https)</source>
        <translation>Mit TLS lauschen (https)</translation>
    </message>
    <message>
        <source>Fingerprint of the certificate (SHA-256)</source>
        <translation>Fingerabdruck des Zertifikats (SHA-256)</translation>
    </message>
    <message>
        <source>Copy the fingerprint</source>
        <translation>Fingerabdruck kopieren</translation>
    </message>
    <message>
        <source>Copy the certificate's path</source>
        <translation>Pfad des Zertifikats kopieren</translation>
    </message>
    <message>
        <source>A sender that is given this file trusts the listener.</source>
        <translation>Ein Absender, der diese Datei bekommt, vertraut dem Listener.</translation>
    </message>
</context>
<context>
    <name>hw::widgets::LoadingRows</name>
    <message>
        <source>Loading</source>
        <translation>Wird geladen</translation>
    </message>
</context>
<context>
    <name>hw::widgets::MainWindow</name>
    <message>
        <source>Headwater</source>
        <translation>Headwater</translation>
    </message>
    <message>
        <source>%1 – Headwater</source>
        <translation>%1 – Headwater</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>%1 verwenden</translation>
    </message>
    <message numerus="yes">
        <source> And %n more.</source>
        <translation>
            <numerusform> Und %n weitere.</numerusform>
            <numerusform> Und %n weitere.</numerusform>
        </translation>
    </message>
    <message>
        <source>The workspace cannot be opened</source>
        <translation>Der Arbeitsbereich kann nicht geöffnet werden</translation>
    </message>
    <message>
        <source>Open another workspace…</source>
        <translation>Anderen Arbeitsbereich öffnen…</translation>
    </message>
    <message>
        <source>Open workspace</source>
        <translation>Arbeitsbereich öffnen</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Copied %1</source>
        <translation>%1 kopiert</translation>
    </message>
    <message>
        <source>About Headwater</source>
        <translation>Über Headwater</translation>
    </message>
    <message>
        <source>Headwater %1</source>
        <translation>Headwater %1</translation>
    </message>
    <message>
        <source>Captures webhooks on this machine, verifies and transforms them, and turns them into actions. Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Erfasst Webhooks auf diesem Rechner, verifiziert sie, wandelt sie um und macht Aktionen daraus. Freie Software unter der GNU General Public License, Version 3 oder später.</translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>&amp;Undo: %1</source>
        <translation>&amp;Rückgängig: %1</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsbereich</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Sources, workspaces and captures (*.json *.http *.jsonl *.ndjson *.har *.curl *.sh *.txt)</source>
        <translation>Quellen, Workspaces und Mitschnitte (*.json *.http *.jsonl *.ndjson *.har *.curl *.sh *.txt)</translation>
    </message>
    <message>
        <source>Import a Knock project</source>
        <translation>Knock-Projekt importieren</translation>
    </message>
</context>
<context>
    <name>hw::widgets::MappingActionsPanel</name>
    <message>
        <source>Actions for</source>
        <translation>Aktionen für</translation>
    </message>
    <message>
        <source>Add action</source>
        <translation>Aktion hinzufügen</translation>
    </message>
    <message>
        <source>Nothing happens for events of this type yet.</source>
        <translation>Für Events dieses Typs geschieht noch nichts.</translation>
    </message>
    <message>
        <source>Add an action</source>
        <translation>Eine Aktion hinzufügen</translation>
    </message>
    <message>
        <source>Fixed order</source>
        <translation>Feste Reihenfolge</translation>
    </message>
    <message>
        <source>The actions of one event are carried out in this order, whatever order they were made in.</source>
        <translation>Die Aktionen eines Events werden in dieser Reihenfolge ausgeführt, gleich in welcher sie angelegt wurden.</translation>
    </message>
    <message>
        <source>The actions of %1 apply to this type too.</source>
        <translation>Die Aktionen von %1 gelten auch für diesen Typ.</translation>
    </message>
    <message>
        <source>Fill with %1</source>
        <translation>Mit %1 füllen</translation>
    </message>
    <message>
        <source>%1 › %2</source>
        <translation>%1 › %2</translation>
    </message>
    <message>
        <source>Add an action first</source>
        <translation>Zuerst eine Aktion hinzufügen</translation>
    </message>
</context>
<context>
    <name>hw::widgets::MappingCard</name>
    <message>
        <source>only in %1</source>
        <translation>nur in %1</translation>
    </message>
    <message>
        <source>%1 is on</source>
        <translation>%1 ist eingeschaltet</translation>
    </message>
    <message>
        <source>Whether this action is carried out</source>
        <translation>Ob diese Aktion ausgeführt wird</translation>
    </message>
    <message>
        <source>More for %1</source>
        <translation>Mehr zu %1</translation>
    </message>
    <message>
        <source>Click a value on the left, or type a path</source>
        <translation>Links einen Wert anklicken oder einen Pfad eingeben</translation>
    </message>
    <message>
        <source>Add a field</source>
        <translation>Feld hinzufügen</translation>
    </message>
    <message>
        <source>%1 of %2 filled</source>
        <translation>%1 von %2 gefüllt</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Condition of its own</source>
        <translation>Eigene Bedingung</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message>
        <source>Drag among the actions of this kind, or press Ctrl+Up and Ctrl+Down</source>
        <translation>Unter den Aktionen dieser Art verschieben, auch mit Ctrl+Up und Ctrl+Down</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>Als JSON kopieren</translation>
    </message>
    <message>
        <source>Default for %1</source>
        <translation>Vorgabewert für %1</translation>
    </message>
    <message>
        <source>Used where an event has no such value. Empty = none.</source>
        <translation>Gilt, wo einem Event dieser Wert fehlt. Leer = keiner.</translation>
    </message>
    <message>
        <source>Set the default</source>
        <translation>Vorgabewert setzen</translation>
    </message>
</context>
<context>
    <name>hw::widgets::MappingConditionRow</name>
    <message>
        <source>When</source>
        <translation>Wenn</translation>
    </message>
    <message>
        <source>always</source>
        <translation>immer</translation>
    </message>
    <message>
        <source>This condition is edited in the file: %1</source>
        <translation>Diese Bedingung wird in der Datei bearbeitet: %1</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>Act only on events of which something holds</source>
        <translation>Nur bei Events handeln, für die etwas gilt</translation>
    </message>
    <message>
        <source>and</source>
        <translation>und</translation>
    </message>
    <message>
        <source>Click a value, or type a path</source>
        <translation>Einen Wert anklicken oder einen Pfad eingeben</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>Value to compare with</source>
        <translation>Vergleichswert</translation>
    </message>
    <message>
        <source>Add a condition</source>
        <translation>Bedingung hinzufügen</translation>
    </message>
    <message>
        <source>Add a condition that must hold too</source>
        <translation>Eine Bedingung hinzufügen, die ebenfalls gelten muss</translation>
    </message>
    <message>
        <source>Path of the condition</source>
        <translation>Pfad der Bedingung</translation>
    </message>
</context>
<context>
    <name>hw::widgets::MappingPage</name>
    <message>
        <source>Mapping saved</source>
        <translation>Zuordnung gespeichert</translation>
    </message>
    <message>
        <source>Save mapping</source>
        <translation>Zuordnung speichern</translation>
    </message>
    <message>
        <source>View as code</source>
        <translation>Als Code anzeigen</translation>
    </message>
    <message>
        <source>Opens mappings.json</source>
        <translation>Öffnet mappings.json</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Ctrl+Shift+Z</source>
        <translation>Ctrl+Shift+Z</translation>
    </message>
    <message>
        <source>Filter types</source>
        <translation>Typen filtern</translation>
    </message>
    <message>
        <source>Ctrl+F</source>
        <translation>Ctrl+F</translation>
    </message>
    <message>
        <source>Delete the action</source>
        <translation>Aktion löschen</translation>
    </message>
    <message>
        <source>Ctrl+Del</source>
        <translation>Ctrl+Del</translation>
    </message>
    <message>
        <source>%1 deleted</source>
        <translation>%1 gelöscht</translation>
    </message>
    <message>
        <source>Replace the file</source>
        <translation>Datei ersetzen</translation>
    </message>
    <message>
        <source>mappings.json was changed outside while there are unsaved changes here. Nothing is lost: each side can be undone.</source>
        <translation>mappings.json wurde außerhalb geändert, während es hier nicht gespeicherte Änderungen gibt. Nichts geht verloren: beide Seiten lassen sich rückgängig machen.</translation>
    </message>
    <message>
        <source>Take the file's version</source>
        <translation>Fassung der Datei übernehmen</translation>
    </message>
    <message>
        <source>Move the action up</source>
        <translation>Aktion nach oben</translation>
    </message>
    <message>
        <source>Ctrl+Up</source>
        <translation>Ctrl+Up</translation>
    </message>
    <message>
        <source>Move the action down</source>
        <translation>Aktion nach unten</translation>
    </message>
    <message>
        <source>Ctrl+Down</source>
        <translation>Ctrl+Down</translation>
    </message>
    <message>
        <source>Duplicate the action</source>
        <translation>Aktion duplizieren</translation>
    </message>
    <message>
        <source>Ctrl+D</source>
        <translation>Ctrl+D</translation>
    </message>
    <message>
        <source>Copy the action as JSON</source>
        <translation>Aktion als JSON kopieren</translation>
    </message>
    <message>
        <source>Ctrl+Shift+C</source>
        <translation>Ctrl+Shift+C</translation>
    </message>
    <message>
        <source>the action as JSON</source>
        <translation>die Aktion als JSON</translation>
    </message>
</context>
<context>
    <name>hw::widgets::MappingPreviewPanel</name>
    <message>
        <source>Results of the preview</source>
        <translation>Ergebnisse der Vorschau</translation>
    </message>
    <message>
        <source>Actions in the preview</source>
        <translation>Aktionen in der Vorschau</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message numerus="yes">
        <source>Preview, last %n captured event(s)</source>
        <translation>
            <numerusform>Vorschau, letztes %n erfasstes Event</numerusform>
            <numerusform>Vorschau, letzte %n erfasste Events</numerusform>
        </translation>
    </message>
    <message>
        <source>All actions</source>
        <translation>Alle Aktionen</translation>
    </message>
    <message>
        <source>Apply to the Directory</source>
        <translation>Auf das Directory anwenden</translation>
    </message>
    <message>
        <source>Processes these events again: their actions change the Directory</source>
        <translation>Verarbeitet diese Events erneut: Ihre Aktionen ändern das Directory</translation>
    </message>
</context>
<context>
    <name>hw::widgets::MappingSamplePanel</name>
    <message>
        <source>Tree</source>
        <translation>Baum</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Roh</translation>
    </message>
    <message>
        <source>Sample event</source>
        <translation>Beispiel-Event</translation>
    </message>
    <message>
        <source>Which captured event is shown</source>
        <translation>Welches erfasste Event angezeigt wird</translation>
    </message>
    <message>
        <source>Body as it came</source>
        <translation>Body, wie er ankam</translation>
    </message>
    <message>
        <source>latest</source>
        <translation>neuestes</translation>
    </message>
    <message>
        <source>Example, not captured</source>
        <translation>Beispiel, nicht erfasst</translation>
    </message>
    <message>
        <source>No event to show</source>
        <translation>Kein Event zum Anzeigen</translation>
    </message>
    <message>
        <source>Choose an event type on the left, or add one.</source>
        <translation>Links einen Event-Typ wählen oder hinzufügen.</translation>
    </message>
    <message>
        <source>It appears as soon as one of this type is captured.</source>
        <translation>Es erscheint, sobald eines dieses Typs erfasst ist.</translation>
    </message>
    <message>
        <source>Click a value to fill the active slot, or drag it onto any slot.</source>
        <translation>Einen Wert anklicken, um das aktive Feld zu füllen, oder auf ein Feld ziehen.</translation>
    </message>
    <message>
        <source>Example, not captured. Click a value to fill the active slot, or drag it.</source>
        <translation>Beispiel, nicht erfasst. Einen Wert anklicken, um das aktive Feld zu füllen, oder ihn ziehen.</translation>
    </message>
</context>
<context>
    <name>hw::widgets::MappingSlotEdit</name>
    <message>
        <source>%1, required</source>
        <translation>%1, erforderlich</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1
In this event: %2</source>
        <translation>%1
In diesem Event: %2</translation>
    </message>
    <message>
        <source>Where it is missing: %1</source>
        <translation>Wo der Wert fehlt: %1</translation>
    </message>
    <message>
        <source>Default where it is missing…</source>
        <translation>Vorgabewert, wo er fehlt…</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>%1? Enter takes it</source>
        <translation>%1? Enter übernimmt</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>%1 verwenden</translation>
    </message>
</context>
<context>
    <name>hw::widgets::MappingTree</name>
    <message>
        <source>Sample event</source>
        <translation>Beispiel-Event</translation>
    </message>
    <message>
        <source>Fill %1</source>
        <translation>%1 füllen</translation>
    </message>
    <message>
        <source>returned by the script</source>
        <translation>vom Skript zurückgegeben</translation>
    </message>
</context>
<context>
    <name>hw::widgets::MappingTypesPanel</name>
    <message>
        <source>Event types</source>
        <translation>Event-Typen</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Gesehen</translation>
    </message>
    <message>
        <source>Unmapped</source>
        <translation>Nicht zugeordnet</translation>
    </message>
    <message>
        <source>Add a type or pattern</source>
        <translation>Typ hinzufügen</translation>
    </message>
    <message>
        <source>Filter types</source>
        <translation>Typen filtern</translation>
    </message>
    <message>
        <source>Name of the type, or a pattern as customer.*</source>
        <translation>Name des Typs oder ein Muster wie customer.*</translation>
    </message>
    <message>
        <source>customer.created, or customer.*</source>
        <translation>customer.created oder customer.*</translation>
    </message>
    <message>
        <source>%1 of %2 handled</source>
        <translation>%1 von %2 behandelt</translation>
    </message>
    <message>
        <source>All %1</source>
        <translation>Alle %1</translation>
    </message>
    <message>
        <source>Seen %1</source>
        <translation>Gesehen %1</translation>
    </message>
    <message>
        <source>Unmapped %1</source>
        <translation>Offen %1</translation>
    </message>
    <message>
        <source>%1…</source>
        <translation>%1…</translation>
    </message>
</context>
<context>
    <name>hw::widgets::Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Source</source>
        <translation>&amp;Quelle</translation>
    </message>
    <message>
        <source>E&amp;vent</source>
        <translation>&amp;Event</translation>
    </message>
    <message>
        <source>S&amp;cript</source>
        <translation>&amp;Skript</translation>
    </message>
    <message>
        <source>&amp;Mapping</source>
        <translation>&amp;Zuordnung</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Werkzeuge</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
</context>
<context>
    <name>hw::widgets::NewSourcePage</name>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Secret</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Skip to Test</source>
        <translation>Weiter zum Test</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>Eigener</translation>
    </message>
    <message>
        <source>All providers</source>
        <translation>Alle Anbieter</translation>
    </message>
    <message>
        <source>%1 to choose from</source>
        <translation>%1 zur Auswahl</translation>
    </message>
    <message>
        <source>Store the secret first: the test event is signed with it.</source>
        <translation>Zuerst das Secret speichern: damit wird das Test-Event signiert.</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Fertigstellen</translation>
    </message>
    <message>
        <source>Continue to %1</source>
        <translation>Weiter: %1</translation>
    </message>
    <message>
        <source>You can continue now. The source keeps listening in the background.</source>
        <translation>Es kann weitergehen. Die Quelle lauscht im Hintergrund weiter.</translation>
    </message>
    <message>
        <source>Choose a provider: the source is made with the next step.</source>
        <translation>Einen Anbieter wählen: die Quelle wird mit dem nächsten Schritt angelegt.</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>A source of Knock, or one that was exported</source>
        <translation>Eine Quelle von Knock oder eine exportierte</translation>
    </message>
</context>
<context>
    <name>hw::widgets::NoteDialog</name>
    <message>
        <source>Note about this event</source>
        <translation>Notiz zu diesem Event</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Keep the note</source>
        <translation>Notiz behalten</translation>
    </message>
</context>
<context>
    <name>hw::widgets::Notifier</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>hw::widgets::OtherKeyRows</name>
    <message>
        <source>End</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>End %1</source>
        <translation>%1 beenden</translation>
    </message>
    <message>
        <source>Once its events have followed</source>
        <translation>Sobald ihre Events umgezogen sind</translation>
    </message>
    <message>
        <source>End the address %1?</source>
        <translation>Die Adresse %1 beenden?</translation>
    </message>
    <message>
        <source>Whoever still sends there is answered 404.</source>
        <translation>Wer noch dorthin sendet, bekommt 404 als Antwort.</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>Beenden</translation>
    </message>
</context>
<context>
    <name>hw::widgets::OverviewTab</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitachse</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Zusammenfassung</translation>
    </message>
</context>
<context>
    <name>hw::widgets::PairTable</name>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation>Name kopieren</translation>
    </message>
</context>
<context>
    <name>hw::widgets::PaletteDialog</name>
    <message>
        <source>Go to or run</source>
        <translation>Gehe zu oder ausführen</translation>
    </message>
    <message>
        <source>Go to source, event, field, or type a command</source>
        <translation>Gehe zu Quelle, Event, Feld oder Befehl eingeben</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Gefundenes</translation>
    </message>
</context>
<context>
    <name>hw::widgets::PaletteField</name>
    <message>
        <source>Go to source, event, field…</source>
        <translation>Gehe zu Quelle, Event, Feld…</translation>
    </message>
</context>
<context>
    <name>hw::widgets::ProgressStrip</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1: %2 von %3</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
</context>
<context>
    <name>hw::widgets::ProofDigests</name>
    <message>
        <source>right</source>
        <translation>richtig</translation>
    </message>
    <message>
        <source>different</source>
        <translation>verschieden</translation>
    </message>
</context>
<context>
    <name>hw::widgets::ProofPayload</name>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>Hex</translation>
    </message>
    <message>
        <source>Copy what was signed</source>
        <translation>Das Signierte kopieren</translation>
    </message>
    <message>
        <source>What was signed, in hexadecimal digits</source>
        <translation>Das Signierte in Hexadezimalziffern</translation>
    </message>
</context>
<context>
    <name>hw::widgets::ProofTable</name>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
</context>
<context>
    <name>hw::widgets::ProofText</name>
    <message>
        <source>… %1 more bytes</source>
        <translation>… weitere %1 Bytes</translation>
    </message>
</context>
<context>
    <name>hw::widgets::RequestTab</name>
    <message>
        <source>Header</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Body</translation>
    </message>
    <message>
        <source>Headers of the request</source>
        <translation>Header der Anfrage</translation>
    </message>
</context>
<context>
    <name>hw::widgets::ResendDialog</name>
    <message numerus="yes">
        <source>Send %n event(s) again</source>
        <translation>
            <numerusform>%n Event erneut senden</numerusform>
            <numerusform>%n Events erneut senden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %n event(s)</source>
        <translation>
            <numerusform>%n Event senden</numerusform>
            <numerusform>%n Events senden</numerusform>
        </translation>
    </message>
    <message>
        <source>Edit and send again</source>
        <translation>Bearbeiten und erneut senden</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>(binary, sent as it is)</source>
        <translation>(binär, wird unverändert gesendet)</translation>
    </message>
    <message>
        <source>To (a URL without a path keeps the path of the event)</source>
        <translation>An (eine URL ohne Pfad behält den Pfad des Events)</translation>
    </message>
    <message>
        <source>Request line and headers</source>
        <translation>Anfragezeile und Header</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Body</translation>
    </message>
    <message>
        <source>Signed anew with the source's secret and the present time</source>
        <translation>Neu signiert mit dem Secret der Quelle und der jetzigen Zeit</translation>
    </message>
    <message>
        <source>Exactly as it stands above</source>
        <translation>Genau so, wie es oben steht</translation>
    </message>
    <message>
        <source>The exact bytes, with the old signature</source>
        <translation>Die genauen Bytes, mit der alten Signatur</translation>
    </message>
    <message>
        <source>Body of the answer</source>
        <translation>Body der Antwort</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>This is no http or https URL.</source>
        <translation>Das ist keine http- oder https-URL.</translation>
    </message>
</context>
<context>
    <name>hw::widgets::ResponseTab</name>
    <message>
        <source>Header</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Body</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Which answer is shown</source>
        <translation>Welche Antwort gezeigt wird</translation>
    </message>
    <message>
        <source>The answer to the sender</source>
        <translation>Die Antwort an den Absender</translation>
    </message>
</context>
<context>
    <name>hw::widgets::ResultStrip</name>
    <message>
        <source>Not run yet</source>
        <translation>Noch nicht ausgeführt</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n Problem</numerusform>
            <numerusform>%n Probleme</numerusform>
        </translation>
    </message>
    <message>
        <source>Ln %1, Col %2</source>
        <translation>Z. %1, Sp. %2</translation>
    </message>
</context>
<context>
    <name>hw::widgets::SampleDialog</name>
    <message>
        <source>Add the sample</source>
        <translation>Beispiel hinzufügen</translation>
    </message>
    <message>
        <source>Write a sample</source>
        <translation>Ein Beispiel schreiben</translation>
    </message>
    <message>
        <source>order.refunded</source>
        <translation>order.refunded</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Body</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>JSON, signed with the source's secret when it is tried</source>
        <translation>JSON, beim Ausprobieren mit dem Secret der Quelle signiert</translation>
    </message>
    <message>
        <source>No JSON (line %1, column %2): it is sent as text</source>
        <translation>Kein JSON (Zeile %1, Spalte %2): wird als Text gesendet</translation>
    </message>
</context>
<context>
    <name>hw::widgets::SampleList</name>
    <message>
        <source>Samples</source>
        <translation>Beispiele</translation>
    </message>
</context>
<context>
    <name>hw::widgets::ScriptConflict</name>
    <message>
        <source>The script was changed outside</source>
        <translation>Das Skript wurde außerhalb geändert</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>Die Datei</translation>
    </message>
    <message>
        <source>Working copy</source>
        <translation>Arbeitskopie</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Eigene Fassung behalten</translation>
    </message>
    <message>
        <source>Take the file</source>
        <translation>Datei übernehmen</translation>
    </message>
    <message>
        <source>Decide later</source>
        <translation>Später entscheiden</translation>
    </message>
</context>
<context>
    <name>hw::widgets::ScriptDiffTable</name>
    <message>
        <source>Returned values beside their input</source>
        <translation>Zurückgegebene Werte neben ihrer Eingabe</translation>
    </message>
</context>
<context>
    <name>hw::widgets::ScriptDiffView</name>
    <message>
        <source>Run the script on a sample to see what each returned value was made from.</source>
        <translation>Das Skript an einem Beispiel ausführen, um zu sehen, woraus jeder Wert entstand.</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) as they came.</source>
        <translation>
            <numerusform>%n Wert wie er kam.</numerusform>
            <numerusform>%n Werte wie sie kamen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Select a row to jump to the line that set it.</source>
        <translation>Eine Zeile wählen, um dorthin zu springen, wo der Wert gesetzt wird.</translation>
    </message>
</context>
<context>
    <name>hw::widgets::ScriptDock</name>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>Konsole</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Returned values</source>
        <translation>Rückgabewerte</translation>
    </message>
    <message>
        <source>The script wrote nothing to the console.</source>
        <translation>Das Skript hat nichts auf die Konsole geschrieben.</translation>
    </message>
    <message>
        <source>No problems.</source>
        <translation>Keine Probleme.</translation>
    </message>
    <message>
        <source>Debugger</source>
        <translation>Debugger</translation>
    </message>
    <message>
        <source>Run the script to see what it returns.</source>
        <translation>Das Skript ausführen, um zu sehen, was es zurückgibt.</translation>
    </message>
    <message>
        <source>Only changed fields</source>
        <translation>Nur geänderte Felder</translation>
    </message>
    <message>
        <source>Diff</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Live events</source>
        <translation>Live-Events</translation>
    </message>
    <message>
        <source>Console of live events</source>
        <translation>Konsole der Live-Events</translation>
    </message>
    <message>
        <source>Nothing yet: what the saved script writes to the console while events come in stands here.</source>
        <translation>Noch nichts: Hier steht, was das gespeicherte Skript in die Konsole schreibt, während Events eingehen.</translation>
    </message>
    <message>
        <source>Follow the console of events as they come in</source>
        <translation>Der Konsole eingehender Events folgen</translation>
    </message>
</context>
<context>
    <name>hw::widgets::ScriptHistory</name>
    <message>
        <source>Restore this version</source>
        <translation>Diese Version wiederherstellen</translation>
    </message>
    <message>
        <source>Script history</source>
        <translation>Skriptverlauf</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>v%1   %2</source>
        <translation>v%1   %2</translation>
    </message>
    <message>
        <source>v%1</source>
        <translation>v%1</translation>
    </message>
    <message>
        <source>Working copy</source>
        <translation>Arbeitskopie</translation>
    </message>
</context>
<context>
    <name>hw::widgets::ScriptPage</name>
    <message>
        <source>Script</source>
        <translation>Skript</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Beispiel</translation>
    </message>
    <message>
        <source>No sample</source>
        <translation>Kein Beispiel</translation>
    </message>
    <message>
        <source>This source has no script</source>
        <translation>Diese Quelle hat kein Skript</translation>
    </message>
    <message>
        <source>Its requests are verified by its settings. A script can check and reshape them.</source>
        <translation>Ihre Anfragen werden gemäß ihren Einstellungen verifiziert. Ein Skript kann sie prüfen und umformen.</translation>
    </message>
    <message>
        <source>Write a script</source>
        <translation>Skript schreiben</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>Suchen…</translation>
    </message>
    <message>
        <source>Replace…</source>
        <translation>Ersetzen…</translation>
    </message>
    <message>
        <source>Go to line…</source>
        <translation>Gehe zu Zeile…</translation>
    </message>
    <message>
        <source>Toggle comment</source>
        <translation>Kommentar umschalten</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>A debug run delivers nothing; live events run on with the saved script</source>
        <translation>Ein Debug-Lauf stellt nichts zu; Live-Events laufen weiter mit dem gespeicherten Skript</translation>
    </message>
    <message>
        <source>TypeScript</source>
        <translation>TypeScript</translation>
    </message>
    <message>
        <source>JavaScript</source>
        <translation>JavaScript</translation>
    </message>
    <message>
        <source>UTF-8</source>
        <translation>UTF-8</translation>
    </message>
    <message>
        <source>Ln %1, Col %2</source>
        <translation>Z. %1, Sp. %2</translation>
    </message>
    <message>
        <source>Save, live in production</source>
        <translation>Speichern, live in production</translation>
    </message>
    <message numerus="yes">
        <source>Save with %n failing sample(s)</source>
        <translation>
            <numerusform>Mit %n fehlschlagenden Beispiel speichern</numerusform>
            <numerusform>Mit %n fehlschlagenden Beispielen speichern</numerusform>
        </translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>Noch nicht gespeichert</translation>
    </message>
    <message>
        <source>Unsaved changes since %1</source>
        <translation>Nicht gespeicherte Änderungen seit %1</translation>
    </message>
    <message>
        <source>Debug</source>
        <translation>Debuggen</translation>
    </message>
    <message>
        <source>Step over</source>
        <translation>Prozedurschritt</translation>
    </message>
    <message>
        <source>Step into</source>
        <translation>Einzelschritt</translation>
    </message>
    <message>
        <source>Step out</source>
        <translation>Ausführen bis Rücksprung</translation>
    </message>
    <message>
        <source>Run to cursor</source>
        <translation>Bis zum Cursor ausführen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Toggle breakpoint</source>
        <translation>Haltepunkt umschalten</translation>
    </message>
    <message>
        <source>Debug, F5</source>
        <translation>Debuggen, F5</translation>
    </message>
    <message>
        <source>Continue, F5</source>
        <translation>Fortsetzen, F5</translation>
    </message>
    <message>
        <source>Remove breakpoint</source>
        <translation>Haltepunkt entfernen</translation>
    </message>
    <message>
        <source>Add breakpoint</source>
        <translation>Haltepunkt hinzufügen</translation>
    </message>
    <message>
        <source>Change breakpoint…</source>
        <translation>Haltepunkt ändern…</translation>
    </message>
    <message>
        <source>Add breakpoint with a condition…</source>
        <translation>Haltepunkt mit Bedingung hinzufügen…</translation>
    </message>
    <message>
        <source>Disable breakpoint</source>
        <translation>Haltepunkt deaktivieren</translation>
    </message>
    <message>
        <source>Enable breakpoint</source>
        <translation>Haltepunkt aktivieren</translation>
    </message>
    <message>
        <source>Run to this line</source>
        <translation>Bis zu dieser Zeile ausführen</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>Vervollständigen</translation>
    </message>
    <message>
        <source>What is this?</source>
        <translation>Was ist das?</translation>
    </message>
    <message>
        <source>%1 is no part of the event. Return it from main: then mappings find it as preprocess.%1.</source>
        <translation>%1 ist kein Teil des Events. Gib den Wert aus main zurück: dann finden Zuordnungen ihn als preprocess.%1.</translation>
    </message>
    <message>
        <source>What runs cannot be changed: %1 stops it</source>
        <translation>Was läuft, kann nicht geändert werden: %1 hält es an</translation>
    </message>
</context>
<context>
    <name>hw::widgets::ScriptSamples</name>
    <message>
        <source>Samples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Add a sample</source>
        <translation>Beispiel hinzufügen</translation>
    </message>
    <message>
        <source>Drag an event here, or press S in Events, to keep it as a sample.</source>
        <translation>Zieh ein Event hierher oder drücke S unter Events, um es als Beispiel zu behalten.</translation>
    </message>
    <message>
        <source>Keep the event %1</source>
        <translation>Das Event %1 behalten</translation>
    </message>
    <message>
        <source>Choose an event…</source>
        <translation>Ein Event wählen…</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Aus einer Datei…</translation>
    </message>
    <message>
        <source>Write one…</source>
        <translation>Eines schreiben…</translation>
    </message>
    <message>
        <source>Remove the sample %1</source>
        <translation>Das Beispiel %1 entfernen</translation>
    </message>
    <message>
        <source>Requests and bodies (*.http *.json *.txt *.xml)</source>
        <translation>Anfragen und Bodys (*.http *.json *.txt *.xml)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>hw::widgets::ScriptTab</name>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Returned values</source>
        <translation>Rückgabewerte</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>Konsole</translation>
    </message>
    <message>
        <source>The script returned no values</source>
        <translation>Das Skript hat keine Werte zurückgegeben</translation>
    </message>
    <message>
        <source>The script wrote nothing</source>
        <translation>Das Skript hat nichts geschrieben</translation>
    </message>
</context>
<context>
    <name>hw::widgets::SecretField</name>
    <message>
        <source>Store</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Store the secret</source>
        <translation>Secret speichern</translation>
    </message>
    <message>
        <source>Show the secret</source>
        <translation>Secret anzeigen</translation>
    </message>
    <message>
        <source>Hide the secret</source>
        <translation>Secret verbergen</translation>
    </message>
    <message>
        <source>Signing secret</source>
        <translation>Signatur-Secret</translation>
    </message>
    <message>
        <source>Stored on this machine; a new one replaces it</source>
        <translation>Auf diesem Rechner gespeichert; ein neues ersetzt es</translation>
    </message>
    <message>
        <source>Looks unusual</source>
        <translation>Sieht ungewöhnlich aus</translation>
    </message>
    <message>
        <source>Not a signing secret</source>
        <translation>Kein Signatur-Secret</translation>
    </message>
    <message>
        <source>Stored</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Storing</source>
        <translation>Wird gespeichert</translation>
    </message>
</context>
<context>
    <name>hw::widgets::SecretRowWidget</name>
    <message>
        <source>Missing</source>
        <translation>Fehlt</translation>
    </message>
    <message>
        <source>In the keychain</source>
        <translation>Im Schlüsselbund</translation>
    </message>
    <message>
        <source>In the encrypted file</source>
        <translation>In der verschlüsselten Datei</translation>
    </message>
    <message>
        <source>From a variable</source>
        <translation>Aus einer Variablen</translation>
    </message>
    <message>
        <source>New value</source>
        <translation>Neuer Wert</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Value of %1</source>
        <translation>Wert von %1</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Setzen</translation>
    </message>
    <message>
        <source>Set %1</source>
        <translation>%1 setzen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
</context>
<context>
    <name>hw::widgets::SelectionPane</name>
    <message>
        <source>What is chosen here is done with all of them.</source>
        <translation>Was hier gewählt wird, geschieht mit allen.</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) selected</source>
        <translation>
            <numerusform>%n Event ausgewählt</numerusform>
            <numerusform>%n Events ausgewählt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hw::widgets::SettingsForm</name>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>hw::widgets::SettingsPage</name>
    <message>
        <source>Listener</source>
        <translation>Listener</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Environments</source>
        <translation>Umgebungen</translation>
    </message>
</context>
<context>
    <name>hw::widgets::SetupActionsPane</name>
    <message>
        <source>There is no suggestion for this provider. The Mapping view makes actions of the events that arrive.</source>
        <translation>Für diesen Anbieter gibt es keinen Vorschlag. In der Ansicht „Zuordnung“ werden aus eintreffenden Events Aktionen.</translation>
    </message>
    <message>
        <source>What should the events do?</source>
        <translation>Was sollen die Events bewirken?</translation>
    </message>
    <message>
        <source>Suggested mappings. Those that are ticked are saved at once and can be changed at any time.</source>
        <translation>Vorgeschlagene Zuordnungen. Die angekreuzten werden sofort gespeichert und lassen sich jederzeit ändern.</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
</context>
<context>
    <name>hw::widgets::SetupEndpointPane</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Endpoint URL</source>
        <translation>Endpunkt-URL</translation>
    </message>
    <message>
        <source>Copy the endpoint URL</source>
        <translation>Endpunkt-URL kopieren</translation>
    </message>
    <message>
        <source>Public URL</source>
        <translation>Öffentliche URL</translation>
    </message>
    <message>
        <source>Public URL that the tunnel prints</source>
        <translation>Öffentliche URL, die der Tunnel ausgibt</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Send your events to this endpoint</source>
        <translation>Eigene Events an diesen Endpunkt senden</translation>
    </message>
    <message>
        <source>Point %1 at this endpoint</source>
        <translation>%1 auf diesen Endpunkt richten</translation>
    </message>
    <message>
        <source>Requests to this address are captured, verified with your secret, then passed to the script.</source>
        <translation>Anfragen an diese Adresse werden erfasst, mit dem Secret verifiziert und dann an das Skript übergeben.</translation>
    </message>
    <message>
        <source>How will events reach this machine?</source>
        <translation>Wie erreichen Events diesen Rechner?</translation>
    </message>
    <message>
        <source>How will %1 reach this machine?</source>
        <translation>Wie erreicht %1 diesen Rechner?</translation>
    </message>
    <message>
        <source>It holds for all sources of this workspace, on this machine.</source>
        <translation>Gilt für alle Quellen dieses Arbeitsbereichs auf diesem Rechner.</translation>
    </message>
    <message>
        <source>This source: %1</source>
        <translation>Diese Quelle: %1</translation>
    </message>
</context>
<context>
    <name>hw::widgets::SetupProviderPane</name>
    <message>
        <source>Which provider sends the events?</source>
        <translation>Welcher Anbieter sendet die Events?</translation>
    </message>
    <message>
        <source>The source gets an address of its own and listens at once. You can change the provider later.</source>
        <translation>Die Quelle erhält eine eigene Adresse und lauscht sofort. Der Anbieter lässt sich später ändern.</translation>
    </message>
    <message>
        <source>Search providers</source>
        <translation>Anbieter suchen</translation>
    </message>
    <message>
        <source>Search by name or by what it is for</source>
        <translation>Nach Name oder Verwendungszweck suchen</translation>
    </message>
    <message>
        <source>No provider is called "%1". Choose Custom for any sender.</source>
        <translation>Kein Anbieter heißt „%1“. „Eigener“ passt für jeden Absender.</translation>
    </message>
</context>
<context>
    <name>hw::widgets::SetupSecretPane</name>
    <message>
        <source>Store the signing secret</source>
        <translation>Signatur-Secret speichern</translation>
    </message>
    <message>
        <source>It stays on this machine, in the system's keychain or in an encrypted file, and never in the workspace's files. Until it is stored, events wait: nothing is lost.</source>
        <translation>Es bleibt auf diesem Rechner, im Schlüsselbund des Systems oder in einer verschlüsselten Datei, und steht nie in den Dateien des Arbeitsbereichs. Bis es gespeichert ist, warten Events: nichts geht verloren.</translation>
    </message>
    <message>
        <source>No secret is needed</source>
        <translation>Kein Secret nötig</translation>
    </message>
    <message>
        <source>This source does not check signatures: anyone who knows the address can send to it. Keep it private.</source>
        <translation>Diese Quelle prüft keine Signaturen: wer die Adresse kennt, kann an sie senden. Sie sollte geheim bleiben.</translation>
    </message>
</context>
<context>
    <name>hw::widgets::SetupTestPane</name>
    <message>
        <source>Send it</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>There is no sample for this provider: send a real event.</source>
        <translation>Für diesen Anbieter gibt es kein Beispiel: bitte ein echtes Event senden.</translation>
    </message>
    <message>
        <source>Send a test event</source>
        <translation>Test-Event senden</translation>
    </message>
    <message>
        <source>Headwater signs a sample with your secret, as the provider would, and sends it over HTTP to the endpoint. What comes of it stands in the events of the source.</source>
        <translation>Headwater signiert ein Beispiel mit dem Secret, wie es der Anbieter täte, und sendet es über HTTP an den Endpunkt. Was daraus wird, steht in den Events der Quelle.</translation>
    </message>
    <message>
        <source>Event type of the test</source>
        <translation>Event-Typ des Tests</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Wird gesendet</translation>
    </message>
    <message>
        <source>%1 of %2 actions done</source>
        <translation>%1 von %2 Aktionen erledigt</translation>
    </message>
    <message>
        <source>no action</source>
        <translation>keine Aktion</translation>
    </message>
    <message>
        <source>%1, answered %2, %3, %4</source>
        <translation>%1, Antwort %2, %3, %4</translation>
    </message>
</context>
<context>
    <name>hw::widgets::SetupWaiting</name>
    <message>
        <source>Start the listener</source>
        <translation>Listener starten</translation>
    </message>
    <message>
        <source>Send a signed test event</source>
        <translation>Signiertes Test-Event senden</translation>
    </message>
    <message>
        <source>If nothing arrives</source>
        <translation>Wenn nichts ankommt</translation>
    </message>
    <message>
        <source>An answer of 404 means the source key in the URL is wrong.</source>
        <translation>Die Antwort 404 bedeutet, dass der Schlüssel der Quelle in der URL falsch ist.</translation>
    </message>
    <message>
        <source>Next: suggested actions</source>
        <translation>Weiter: vorgeschlagene Aktionen</translation>
    </message>
    <message>
        <source>First event received</source>
        <translation>Erstes Event empfangen</translation>
    </message>
    <message>
        <source>Test event received</source>
        <translation>Test-Event empfangen</translation>
    </message>
    <message>
        <source>Waiting for the first event</source>
        <translation>Warten auf das erste Event</translation>
    </message>
    <message>
        <source>Listener is running on port %1</source>
        <translation>Listener läuft auf Port %1</translation>
    </message>
    <message>
        <source>Listener is starting</source>
        <translation>Listener startet</translation>
    </message>
    <message>
        <source>Listener cannot run on port %1</source>
        <translation>Listener kann auf Port %1 nicht laufen</translation>
    </message>
    <message>
        <source>Listener is stopped</source>
        <translation>Listener ist gestoppt</translation>
    </message>
    <message>
        <source>Endpoint answers a local test request</source>
        <translation>Endpunkt beantwortet eine lokale Testanfrage</translation>
    </message>
    <message>
        <source>Endpoint not yet tested</source>
        <translation>Endpunkt noch nicht getestet</translation>
    </message>
    <message>
        <source>A request of %1 waits for the secret</source>
        <translation>Eine Anfrage von %1 wartet auf das Secret</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>No request from %1 yet</source>
        <translation>Noch keine Anfrage von %1</translation>
    </message>
    <message>
        <source>Test event %1: %2</source>
        <translation>Test-Event %1: %2</translation>
    </message>
    <message>
        <source>Sending the test event</source>
        <translation>Test-Event wird gesendet</translation>
    </message>
    <message>
        <source>Check that the command is still running, and that it sends to port %1.</source>
        <translation>Prüfen, ob der Befehl noch läuft und an Port %1 sendet.</translation>
    </message>
    <message>
        <source>Check that the tunnel is still running and points at port %1. Many give a new address after each start.</source>
        <translation>Prüfen, ob der Tunnel noch läuft und auf Port %1 zeigt. Viele vergeben bei jedem Start eine neue Adresse.</translation>
    </message>
    <message>
        <source>Check the address that the sender shows, and its own list of deliveries: what it got as an answer stands there.</source>
        <translation>Die Adresse prüfen, die der Absender anzeigt, und dessen eigene Liste der Zustellungen: dort steht, welche Antwort er bekam.</translation>
    </message>
    <message>
        <source>Open the documentation of %1</source>
        <translation>Dokumentation von %1 öffnen</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>Open troubleshooting</source>
        <translation>Fehlersuche öffnen</translation>
    </message>
</context>
<context>
    <name>hw::widgets::Sidebar</name>
    <message>
        <source>Sources and workspace</source>
        <translation>Quellen und Arbeitsbereich</translation>
    </message>
</context>
<context>
    <name>hw::widgets::SidebarDelegate</name>
    <message>
        <source>Sources you add appear here.</source>
        <translation>Hinzugefügte Quellen erscheinen hier.</translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n fehlgeschlagen</numerusform>
            <numerusform>%n fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n held</source>
        <translation>
            <numerusform>%n zurückgehalten</numerusform>
            <numerusform>%n zurückgehalten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hw::widgets::SourceHandlingForm</name>
    <message>
        <source>Duplicates</source>
        <translation>Duplikate</translation>
    </message>
    <message>
        <source>An event whose key came before does nothing</source>
        <translation>Ein Event, dessen Schlüssel schon einmal kam, bewirkt nichts</translation>
    </message>
    <message>
        <source>For how long</source>
        <translation>Wie lange</translation>
    </message>
    <message>
        <source>A number and s, m, h or d, as in 96h.</source>
        <translation>Eine Zahl und s, m, h oder d, etwa 96h.</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>What the sender gets once the event is stored. A path or an expression answers with a value of the event: {"path": "body.challenge"}.</source>
        <translation>Was der Absender erhält, sobald das Event gespeichert ist. Ein Pfad oder ein Ausdruck antwortet mit einem Wert des Events: {"path": "body.challenge"}.</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>A line Name: value each.</source>
        <translation>Je Zeile Name: Wert.</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Body</translation>
    </message>
    <message>
        <source>Empty: {"id": …} with the id of the event.</source>
        <translation>Leer: {"id": …} mit der ID des Events.</translation>
    </message>
    <message>
        <source>Delay in milliseconds</source>
        <translation>Verzögerung in Millisekunden</translation>
    </message>
    <message>
        <source>How long the answer is held back, to see what the sender does.</source>
        <translation>Wie lange die Antwort zurückgehalten wird, um zu sehen, was der Absender tut.</translation>
    </message>
    <message>
        <source>On this machine</source>
        <translation>Auf diesem Rechner</translation>
    </message>
    <message>
        <source>Forward to</source>
        <translation>Weiterleiten an</translation>
    </message>
    <message>
        <source>The same bytes go on to an app of yours, and its answer is shown beside the event.</source>
        <translation>Dieselben Bytes gehen an eine eigene App weiter, und deren Antwort wird neben dem Event angezeigt.</translation>
    </message>
    <message>
        <source>Public URL of this source</source>
        <translation>Öffentliche URL dieser Quelle</translation>
    </message>
    <message>
        <source>Where a tunnel of its own leads here. Empty: the one of this machine in the settings.</source>
        <translation>Die Adresse, von der ein eigener Tunnel hierher führt. Leer: die dieses Rechners aus den Einstellungen.</translation>
    </message>
    <message>
        <source>These two stand in data/local.json and never in git.</source>
        <translation>Diese beiden stehen in data/local.json und nie in git.</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>Verifizierung</translation>
    </message>
    <message>
        <source>How requests are signed</source>
        <translation>Wie Anfragen signiert werden</translation>
    </message>
    <message>
        <source>Refuse what is not verified (401)</source>
        <translation>Nicht Verifiziertes ablehnen (401)</translation>
    </message>
    <message>
        <source>Secrets</source>
        <translation>Secrets</translation>
    </message>
    <message>
        <source>Their names, separated by commas. Several are for rotation: any match verifies.</source>
        <translation>Die Namen, durch Kommas getrennt. Mehrere dienen der Rotation: ein passendes genügt zur Verifizierung.</translation>
    </message>
    <message>
        <source>Not at all</source>
        <translation>Gar nicht</translation>
    </message>
    <message>
        <source>Tolerance in seconds</source>
        <translation>Toleranz in Sekunden</translation>
    </message>
    <message>
        <source>How old a signature may be. 0: its time is not looked at.</source>
        <translation>Wie alt eine Signatur sein darf. 0: ihre Zeit wird nicht geprüft.</translation>
    </message>
</context>
<context>
    <name>hw::widgets::SourceIdentityForm</name>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>From outside</source>
        <translation>Von außen</translation>
    </message>
    <message>
        <source>Other keys that answer for it</source>
        <translation>Weitere Schlüssel, die für sie antworten</translation>
    </message>
    <message>
        <source>Separated by commas. Old addresses go on working under them.</source>
        <translation>Durch Kommas getrennt. Alte Adressen funktionieren darunter weiter.</translation>
    </message>
    <message>
        <source>Paused: requests are kept and answered with 503, nothing runs</source>
        <translation>Angehalten: Anfragen werden aufbewahrt und mit 503 beantwortet, nichts läuft</translation>
    </message>
    <message>
        <source>Where an event says what it is</source>
        <translation>Wo ein Event angibt, was es ist</translation>
    </message>
    <message>
        <source>Event type</source>
        <translation>Event-Typ</translation>
    </message>
    <message>
        <source>A path such as body.type; several with | between, or parts as in {body.table}:{body.type}.</source>
        <translation>Ein Pfad wie body.type; mehrere mit | dazwischen oder Teile wie in {body.table}:{body.type}.</translation>
    </message>
    <message>
        <source>Idempotency key</source>
        <translation>Idempotenzschlüssel</translation>
    </message>
    <message>
        <source>Timestamp</source>
        <translation>Zeitstempel</translation>
    </message>
    <message>
        <source>List of events in one request</source>
        <translation>Liste von Events in einer Anfrage</translation>
    </message>
    <message>
        <source>Each element becomes an event of its own. Empty: a request is one event.</source>
        <translation>Jedes Element wird ein eigenes Event. Leer: eine Anfrage ist ein Event.</translation>
    </message>
    <message>
        <source>Event types</source>
        <translation>Event-Typen</translation>
    </message>
    <message>
        <source>Ignored types</source>
        <translation>Ignorierte Typen</translation>
    </message>
    <message>
        <source>Separated by commas; customer.* means all that begin so. They are recorded and do nothing.</source>
        <translation>Durch Kommas getrennt; customer.* meint alle, die so beginnen. Sie werden aufgezeichnet und bewirken nichts.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Its folder goes to the trash, its events and its secrets stay, and its address answers 410. Undo brings it back.</source>
        <translation>Ihr Ordner kommt in den Papierkorb, ihre Events und Secrets bleiben, und ihre Adresse antwortet mit 410. „Rückgängig“ holt sie zurück.</translation>
    </message>
    <message>
        <source>Remove source</source>
        <translation>Quelle entfernen</translation>
    </message>
    <message>
        <source>Copy the address: %1</source>
        <translation>Adresse kopieren: %1</translation>
    </message>
    <message>
        <source>Types of your own</source>
        <translation>Eigene Typen</translation>
    </message>
    <message>
        <source>Separated by commas: known before their first event comes.</source>
        <translation>Durch Kommas getrennt: bekannt, bevor ihr erstes Event kommt.</translation>
    </message>
    <message>
        <source>Remove the source %1</source>
        <translation>Quelle %1 entfernen</translation>
    </message>
    <message>
        <source>%1…</source>
        <translation>%1…</translation>
    </message>
</context>
<context>
    <name>hw::widgets::SourceImportDialog</name>
    <message>
        <source>What is different here</source>
        <translation>Was hier anders ist</translation>
    </message>
    <message>
        <source>Add the source</source>
        <translation>Quelle anlegen</translation>
    </message>
    <message>
        <source>Import a source of Knock</source>
        <translation>Quelle von Knock importieren</translation>
    </message>
    <message>
        <source>Import a source</source>
        <translation>Quelle importieren</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Key: the end of its address</source>
        <translation>Schlüssel: das Ende ihrer Adresse</translation>
    </message>
    <message>
        <source>Environment of Knock</source>
        <translation>Umgebung von Knock</translation>
    </message>
    <message>
        <source>What comes</source>
        <translation>Was kommt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hw::widgets::SourceKeyDialog</name>
    <message>
        <source>Change the key</source>
        <translation>Schlüssel ändern</translation>
    </message>
    <message>
        <source>Change the key of %1</source>
        <translation>Schlüssel von %1 ändern</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Neuer Schlüssel</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>hw::widgets::SourceKeys</name>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Change the key %1</source>
        <translation>Den Schlüssel %1 ändern</translation>
    </message>
</context>
<context>
    <name>hw::widgets::SourceSettingsPage</name>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n Änderung</numerusform>
            <numerusform>%n Änderungen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hw::widgets::Splitter</name>
    <message>
        <source>Divider, moved by arrow keys</source>
        <translation>Trennlinie, mit den Pfeiltasten zu verschieben</translation>
    </message>
</context>
<context>
    <name>hw::widgets::StatusBar</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>No workspace open</source>
        <translation>Kein Arbeitsbereich geöffnet</translation>
    </message>
    <message>
        <source>1 event</source>
        <translation>1 Event</translation>
    </message>
    <message>
        <source>%1 events</source>
        <translation>%1 Events</translation>
    </message>
    <message>
        <source>over %1 events/min</source>
        <translation>über %1 Events/min</translation>
    </message>
    <message>
        <source>%1 events/min</source>
        <translation>%1 Events/min</translation>
    </message>
    <message>
        <source>No event yet</source>
        <translation>Noch kein Event</translation>
    </message>
    <message>
        <source>Last event %1 s ago</source>
        <translation>Letztes Event vor %1 s</translation>
    </message>
    <message>
        <source>Last event %1 min ago</source>
        <translation>Letztes Event vor %1 min</translation>
    </message>
    <message>
        <source>Last event %1 h ago</source>
        <translation>Letztes Event vor %1 h</translation>
    </message>
    <message>
        <source>Last event %1 days ago</source>
        <translation>Letztes Event vor %1 Tagen</translation>
    </message>
    <message>
        <source>Requests are answered 503 until this has passed.</source>
        <translation>Bis dahin werden Anfragen mit 503 beantwortet.</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) turned away: %1</source>
        <translation>
            <numerusform>%n Anfrage abgewiesen: %1</numerusform>
            <numerusform>%n Anfragen abgewiesen: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>1 event/min</source>
        <translation>1 Event/min</translation>
    </message>
</context>
<context>
    <name>hw::widgets::StepButton</name>
    <message>
        <source>Step %1, %2</source>
        <translation>Schritt %1, %2</translation>
    </message>
    <message>
        <source>Done. %1</source>
        <translation>Erledigt. %1</translation>
    </message>
</context>
<context>
    <name>hw::widgets::TimeTravelDetail</name>
    <message>
        <source>Open event</source>
        <translation>Event öffnen</translation>
    </message>
    <message>
        <source>Debug with this event</source>
        <translation>Mit diesem Event debuggen</translation>
    </message>
    <message>
        <source>Script change behind this</source>
        <translation>Zugrunde liegende Skriptänderung</translation>
    </message>
    <message>
        <source>Previous event</source>
        <translation>Voriges Event</translation>
    </message>
    <message>
        <source>Next event</source>
        <translation>Nächstes Event</translation>
    </message>
    <message>
        <source>No event is chosen</source>
        <translation>Kein Event gewählt</translation>
    </message>
    <message>
        <source>Choose one on the left to see what differs.</source>
        <translation>Links eines wählen, um die Unterschiede zu sehen.</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>Returned values, %1</source>
        <translation>Rückgabewerte, %1</translation>
    </message>
    <message>
        <source>%1 at line %2, column %3</source>
        <translation>%1 in Zeile %2, Spalte %3</translation>
    </message>
    <message>
        <source>%1 at line %2</source>
        <translation>%1 in Zeile %2</translation>
    </message>
    <message numerus="yes">
        <source>%n action(s)</source>
        <translation>
            <numerusform>%n Aktion</numerusform>
            <numerusform>%n Aktionen</numerusform>
        </translation>
    </message>
    <message>
        <source>None. The script stopped before mapping.</source>
        <translation>Keine. Das Skript stoppte vor der Zuordnung.</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>Keine.</translation>
    </message>
    <message>
        <source>lines %1 to %2</source>
        <translation>Zeilen %1 bis %2</translation>
    </message>
    <message>
        <source>Show these events</source>
        <translation>Diese Events zeigen</translation>
    </message>
    <message numerus="yes">
        <source>Process %n event(s) again</source>
        <translation>
            <numerusform>%n Event erneut verarbeiten</numerusform>
            <numerusform>%n Events erneut verarbeiten</numerusform>
        </translation>
    </message>
    <message>
        <source>Save first: events are processed with what is saved.</source>
        <translation>Zuerst speichern: Events werden mit dem verarbeitet, was gespeichert ist.</translation>
    </message>
    <message>
        <source>%L1 of %L2</source>
        <translation>%L1 von %L2</translation>
    </message>
    <message>
        <source>%L1 events differ for this reason.</source>
        <translation>%L1 Events unterscheiden sich aus diesem Grund.</translation>
    </message>
</context>
<context>
    <name>hw::widgets::TimeTravelPage</name>
    <message>
        <source>Re-run</source>
        <translation>Erneut ausführen</translation>
    </message>
    <message>
        <source>Save anyway</source>
        <translation>Trotzdem speichern</translation>
    </message>
    <message>
        <source>re-run</source>
        <translation>erneut ausgeführt</translation>
    </message>
    <message>
        <source>same</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>now fail</source>
        <translation>jetzt fehlgeschlagen</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>now pass</source>
        <translation>jetzt erfolgreich</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Export report…</source>
        <translation>Bericht exportieren…</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Vergleichen mit</translation>
    </message>
    <message>
        <source>Over which events</source>
        <translation>Über welche Events</translation>
    </message>
    <message>
        <source>A filter…</source>
        <translation>Ein Filter…</translation>
    </message>
    <message>
        <source>Event filter</source>
        <translation>Event-Filter</translation>
    </message>
    <message>
        <source>with</source>
        <translation>mit</translation>
    </message>
    <message>
        <source>over</source>
        <translation>über</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>Gruppieren nach</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Ursache</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>See what an edit would do before it is saved</source>
        <translation>Die Wirkung einer Änderung sehen, bevor sie gespeichert wird</translation>
    </message>
    <message>
        <source>Captured events run again with the edited script and mappings, as a dry run.</source>
        <translation>Erfasste Events laufen mit dem geänderten Skript und den geänderten Zuordnungen erneut, als Probelauf.</translation>
    </message>
    <message>
        <source>Running events again</source>
        <translation>Events werden erneut ausgeführt</translation>
    </message>
    <message>
        <source>The events could not be run again</source>
        <translation>Die Events konnten nicht erneut ausgeführt werden</translation>
    </message>
    <message>
        <source>No outcome differs</source>
        <translation>Kein Ergebnis unterscheidet sich</translation>
    </message>
    <message>
        <source>Export report</source>
        <translation>Bericht exportieren</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Dry run, nothing delivered</source>
        <translation>Probelauf, nichts zugestellt</translation>
    </message>
    <message>
        <source>See what the saved files make of every event</source>
        <translation>Sehen, was die gespeicherten Dateien aus jedem Ereignis machen</translation>
    </message>
    <message>
        <source>The captured events of all sources run again, as a dry run, and are compared with what was recorded.</source>
        <translation>Die erfassten Ereignisse aller Quellen laufen noch einmal, als Probelauf, und werden mit dem Aufgezeichneten verglichen.</translation>
    </message>
    <message>
        <source>All %L1</source>
        <translation>Alle %L1</translation>
    </message>
    <message>
        <source>Now fail %L1</source>
        <translation>Jetzt fehlgeschlagen %L1</translation>
    </message>
    <message>
        <source>Changed %L1</source>
        <translation>Geändert %L1</translation>
    </message>
    <message>
        <source>Now pass %L1</source>
        <translation>Jetzt erfolgreich %L1</translation>
    </message>
</context>
<context>
    <name>hw::widgets::TimeTravelTable</name>
    <message>
        <source>Events whose outcome differs</source>
        <translation>Events mit abweichendem Ergebnis</translation>
    </message>
</context>
<context>
    <name>hw::widgets::Toast</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>hw::widgets::ToolBar</name>
    <message>
        <source>Toolbar</source>
        <translation>Werkzeugleiste</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsbereich</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>No workspace</source>
        <translation>Kein Arbeitsbereich</translation>
    </message>
    <message>
        <source>Public URL: %1</source>
        <translation>Öffentliche URL: %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
</context>
<context>
    <name>hw::widgets::TypeMakerDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>hw::widgets::UnroutedPage</name>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Fold probes of one path</source>
        <translation>Prüfanfragen eines Pfads zusammenfassen</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>Every request met a source</source>
        <translation>Jede Anfrage traf eine Quelle</translation>
    </message>
    <message>
        <source>Those to an unknown path would be listed here, with what was probably meant.</source>
        <translation>Anfragen an einen unbekannten Pfad stünden hier, mit dem wahrscheinlich Gemeinten.</translation>
    </message>
    <message>
        <source>The last 200 are kept</source>
        <translation>Die letzten 200 werden aufbewahrt</translation>
    </message>
    <message>
        <source>The selected request</source>
        <translation>Die ausgewählte Anfrage</translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation>Nichts ausgewählt</translation>
    </message>
    <message>
        <source>Select a request to see where it was meant to go.</source>
        <translation>Eine Anfrage auswählen, um zu sehen, wohin sie gehen sollte.</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s)</source>
        <translation>
            <numerusform>%n Anfrage</numerusform>
            <numerusform>%n Anfragen</numerusform>
        </translation>
    </message>
    <message>
        <source>Create a source…</source>
        <translation>Quelle anlegen…</translation>
    </message>
    <message>
        <source>Create a source here</source>
        <translation>Hier eine Quelle anlegen</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n request(s)…</source>
        <translation>
            <numerusform>%n Anfrage löschen…</numerusform>
            <numerusform>%n Anfragen löschen…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n request(s)?</source>
        <translation>
            <numerusform>%n Anfrage löschen?</numerusform>
            <numerusform>%n Anfragen löschen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Their bytes are gone then; nothing was made of them.</source>
        <translation>Ihre Bytes sind danach weg; aus ihnen wurde nichts gemacht.</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n request(s)</source>
        <translation>
            <numerusform>%n Anfrage löschen</numerusform>
            <numerusform>%n Anfragen löschen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hw::widgets::UnroutedTable</name>
    <message>
        <source>Requests that met no source</source>
        <translation>Anfragen, die keine Quelle trafen</translation>
    </message>
</context>
<context>
    <name>hw::widgets::VerdictBar</name>
    <message>
        <source>Outcomes</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>%1 same, %2 changed, %3 now fail, %4 now pass</source>
        <translation>%1 gleich, %2 geändert, %3 jetzt fehlgeschlagen, %4 jetzt erfolgreich</translation>
    </message>
</context>
<context>
    <name>hw::widgets::VerificationTab</name>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>matches</source>
        <translation>passt auf</translation>
    </message>
    <message>
        <source>no match</source>
        <translation>kein Treffer</translation>
    </message>
    <message>
        <source>What was tried</source>
        <translation>Was versucht wurde</translation>
    </message>
    <message>
        <source>1. Signature header</source>
        <translation>1. Signatur-Header</translation>
    </message>
    <message>
        <source>The same check on the command line</source>
        <translation>Dieselbe Prüfung auf der Kommandozeile</translation>
    </message>
    <message>
        <source>2. Signed payload: %1</source>
        <translation>2. Signierte Payload: %1</translation>
    </message>
    <message>
        <source>3. Digest: %1</source>
        <translation>3. Prüfsumme: %1</translation>
    </message>
</context>
<context>
    <name>hw::widgets::ViewHeader</name>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
</context>
<context>
    <name>hw::widgets::WelcomePage</name>
    <message>
        <source>Add a source</source>
        <translation>Quelle hinzufügen</translation>
    </message>
    <message>
        <source>Open the demo</source>
        <translation>Demo öffnen</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>Import from the &amp;clipboard</source>
        <translation>Aus der &amp;Zwischenablage importieren</translation>
    </message>
    <message>
        <source>Making the demo workspace</source>
        <translation>Demo-Arbeitsbereich wird angelegt</translation>
    </message>
    <message>
        <source>Ctrl N</source>
        <translation>Strg N</translation>
    </message>
    <message>
        <source>Try the demo workspace</source>
        <translation>Demo-Arbeitsbereich ausprobieren</translation>
    </message>
    <message>
        <source>Three sources with 200 recorded events, a script and mappings. Works offline.</source>
        <translation>Drei Quellen mit 200 aufgezeichneten Events, einem Skript und Zuordnungen. Funktioniert offline.</translation>
    </message>
    <message>
        <source>Ctrl D</source>
        <translation>Strg D</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Ctrl O</source>
        <translation>Strg O</translation>
    </message>
    <message>
        <source>Events and secrets stay on this machine until you choose a live destination.</source>
        <translation>Events und Secrets bleiben auf diesem Rechner, bis ein Live-Ziel gewählt ist.</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Welcome to Headwater</source>
        <translation>Willkommen bei Headwater</translation>
    </message>
    <message>
        <source>Capture webhooks on this machine, check their signatures, reshape them and turn them into actions.</source>
        <translation>Webhooks auf diesem Rechner erfassen, ihre Signaturen prüfen, sie umformen und Aktionen daraus machen.</translation>
    </message>
    <message>
        <source>What happens to an event</source>
        <translation>Was mit einem Event geschieht</translation>
    </message>
    <message>
        <source>Receive</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Verifizieren</translation>
    </message>
    <message>
        <source>Transform</source>
        <translation>Umwandeln</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Zuordnen</translation>
    </message>
    <message>
        <source>Deliver</source>
        <translation>Zustellen</translation>
    </message>
    <message>
        <source>Choose Stripe, Clerk, WorkOS, Supabase, PostHog or a custom sender and get a local address.</source>
        <translation>Stripe, Clerk, WorkOS, Supabase, PostHog oder einen eigenen Absender wählen und eine lokale Adresse erhalten.</translation>
    </message>
    <message>
        <source>Makes the workspace %1.</source>
        <translation>Legt den Arbeitsbereich %1 an.</translation>
    </message>
    <message>
        <source>Recent workspaces</source>
        <translation>Zuletzt verwendete Arbeitsbereiche</translation>
    </message>
    <message>
        <source>Making the demo workspace: %1 of %2 events</source>
        <translation>Demo-Arbeitsbereich wird angelegt: %1 von %2 Events</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Anleitung</translation>
    </message>
    <message>
        <source>A Knock source, a workspace, HAR, cURL, .http or JSON lines. Or drop a file here.</source>
        <translation>Eine Knock-Quelle, ein Arbeitsbereich, HAR, cURL, .http oder JSON-Zeilen. Oder eine Datei hier ablegen.</translation>
    </message>
</context>
</TS>
