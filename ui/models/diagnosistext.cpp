#include "ui/models/diagnosistext.h"

#include "core/signing/timecheck.h"
#include "ui/models/filledtext.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace hw::models {

namespace {

constexpr char context[] = "DiagnosisText";

constexpr qint64 shownInSeconds = 600;

/// %1, %2, … are the arguments of the code as explainer.h lists them. `advice` is the next step; empty where a fix or
/// the text itself says it.
struct Row
{
    const char* code;
    const char* what;
    const char* attempt;
    const char* advice;
};

#define HW_TEXT(text) QT_TRANSLATE_NOOP("DiagnosisText", text)

constexpr std::array rows{
    // What the checks say.
    Row{"verified", HW_TEXT("The signature is right: it was made with %1."), "", ""},
    Row{"not_checked", HW_TEXT("This source checks nothing: its scheme is \"none\"."), "",
        HW_TEXT("Choose a scheme in its settings, so that nobody else can send.")},
    Row{"header_missing", HW_TEXT("The request carries no signature: %1 is missing."), "",
        HW_TEXT("Check that it comes from the provider, and that no proxy on the way drops the header.")},
    Row{"header_malformed", HW_TEXT("The signature header cannot be read: %1."), "",
        HW_TEXT("Compare it with the provider's documentation; a proxy may have changed or doubled it.")},
    Row{"signature_cut", HW_TEXT("The signature is the right one, but its end is missing."), "",
        HW_TEXT("Something on the way cuts long header values.")},
    Row{"signature_version", HW_TEXT("The signature matches, but as version %1; this scheme accepts %2 alone."),
        HW_TEXT("Signatures of version %1"),
        HW_TEXT("Ask the sender for a %2 signature: other versions are not meant for checking live requests.")},
    Row{"key_kind", HW_TEXT("The secret %1 is of another kind of key than the request is signed with."), "",
        HW_TEXT("A whpk_ key checks v1a signatures, a whsec_ secret v1 signatures: store the one that the provider "
                "signs with.")},
    Row{"secret_missing", HW_TEXT("No secret is stored: %1."), "",
        HW_TEXT("Store the signing secret that the provider shows for this endpoint.")},
    Row{"secret_malformed", HW_TEXT("The secret cannot be used as a key: %1."), "",
        HW_TEXT("Copy the signing secret again from the provider's page.")},
    Row{"secret_api_key", HW_TEXT("%1 holds an API key, not a signing secret."), "",
        HW_TEXT("Store the signing secret of the endpoint; it is shown on the endpoint's page.")},
    Row{"secret_wrong_key", HW_TEXT("%1 holds an id, not a signing secret."), "",
        HW_TEXT("Store the signing secret of the endpoint; it is shown on the endpoint's page.")},
    Row{"secret_not_base64", HW_TEXT("%1 is not base64 after its prefix, so it is no signing secret of this scheme."),
        "", HW_TEXT("Copy the whole secret again, from whsec_ to its last character.")},
    Row{"secret_too_short", HW_TEXT("The key of %1 is shorter than the scheme asks for."), "", ""},
    Row{"scheme_unknown", HW_TEXT("No signature scheme is called \"%1\"."), "",
        HW_TEXT("Choose one that exists in the source's settings.")},
    Row{"scheme_malformed", HW_TEXT("A parameter of the signature scheme has a value that does not fit."), "",
        HW_TEXT("Correct it in the source's settings.")},
    Row{"url_missing", HW_TEXT("The scheme signs the public URL, and that is not known."), "",
        HW_TEXT("Set the public URL of this source.")},
    Row{"timestamp_too_old", HW_TEXT("It was signed %1 before it arrived; the tolerance is %2."), "",
        HW_TEXT("It was sent again or kept somewhere, or this machine's clock is ahead.")},
    Row{"timestamp_too_new", HW_TEXT("It was signed %1 after it arrived; the tolerance is %2."), "",
        HW_TEXT("One of the two clocks is wrong: check the time of this machine.")},
    Row{"timestamp_unit", HW_TEXT("The time is in %1, the scheme expects the other unit."), "", ""},
    Row{"timestamp_malformed", HW_TEXT("The time \"%1\" is no number."), "",
        HW_TEXT("The sender has to write seconds or milliseconds since 1970.")},
    Row{"body_missing", HW_TEXT("The body did not arrive: it is empty, and the signature is for another one."), "",
        HW_TEXT("A redirect turns a POST into a GET and drops the body: give the provider the final URL.")},
    Row{"body_length", HW_TEXT("The body was changed on its way: %1 bytes arrived, %2 were announced."), "",
        HW_TEXT("Look for a proxy or tool between sender and listener that rewrites bodies.")},
    Row{"body_replaced_characters",
        HW_TEXT("The body was decoded as text on its way: characters that did not fit were replaced."), "",
        HW_TEXT("Something between sender and listener must pass the bytes on as they are.")},
    Row{"body_not_signed", HW_TEXT("The body is not what was signed: %1."), "", ""},
    Row{"script_differs", HW_TEXT("The signature is right by the source's settings, but its script says %1."), "",
        HW_TEXT("Look at what the script passes as payload and secret: the payload must be ctx.body itself or "
                "ctx.rawBody.")},
    Row{"script_checks", HW_TEXT("This source is verified by its script alone. %1"), "",
        HW_TEXT("Name the scheme in the source's settings (signing.scheme), so that the signature can be explained.")},
    Row{"unknown", HW_TEXT("The signature belongs to none of the secrets that are stored here."), "", ""},

    // Secrets.
    Row{"as_configured", "", HW_TEXT("As the settings say"), ""},
    Row{"secret_of_source", HW_TEXT("It is signed with %1, the secret of the source %2."),
        HW_TEXT("Secret %1 of the source %2"), ""},
    Row{"secret_of_environment", HW_TEXT("It is signed with %1 of the environment %2."),
        HW_TEXT("Secret %1 of the environment %2"), HW_TEXT("The provider sends events of %2 to this address.")},
    Row{"secret_unused", HW_TEXT("It is signed with %1, which is stored but belongs to no source."),
        HW_TEXT("Secret %1, which no source names"), ""},
    Row{"secret_white_space", HW_TEXT("The stored secret %1 has white space around it."),
        HW_TEXT("%1 without the white space around it"), ""},
    Row{"secret_quotes", HW_TEXT("The stored secret %1 has quotes around it."),
        HW_TEXT("%1 without the quotes around it"), ""},
    Row{"secret_assignment", HW_TEXT("The stored secret %1 begins with a name and an equals sign."),
        HW_TEXT("%1 without the name before it"), ""},
    Row{"key_raw", HW_TEXT("The key is the whole text of %1, not what its base64 stands for."),
        HW_TEXT("%1 as it is, not decoded"), ""},
    Row{"key_raw_after_prefix", HW_TEXT("The key is the text of %1 after its prefix."),
        HW_TEXT("%1 without its prefix"), ""},
    Row{"key_base64", HW_TEXT("The key is what the base64 of %1 stands for."), HW_TEXT("%1 decoded from base64"), ""},
    Row{"key_standard", HW_TEXT("The key is what the base64 of %1 stands for."), HW_TEXT("%1 decoded after whsec_"),
        ""},
    Row{"key_hex", HW_TEXT("The key is what the hexadecimal digits of %1 stand for."),
        HW_TEXT("%1 decoded from hexadecimal"), ""},

    // Headers.
    Row{"header_name", HW_TEXT("The signature is in the header %2, not in %1."), HW_TEXT("Signature in %2"), ""},
    Row{"header_form", HW_TEXT("The header %1 holds a list of parts, with the time in it."),
        HW_TEXT("%1 read as a list of parts"), ""},
    Row{"signature_prefix", HW_TEXT("The text before the signature is \"%2\", not \"%1\"."),
        HW_TEXT("Signature after \"%2\""), ""},
    Row{"signature_encoding", HW_TEXT("The signature is written as %1."), HW_TEXT("Signature as %1"), ""},
    Row{"signature_algorithm", HW_TEXT("The signature is made with %1."), HW_TEXT("Signature by %1"), ""},
    Row{"plain_hash", HW_TEXT("It is a plain hash of secret and content, no HMAC."),
        HW_TEXT("A hash in place of an HMAC"),
        HW_TEXT("Let the sender use HMAC: a plain hash can be extended by others.")},
    Row{"other_scheme", HW_TEXT("The request is signed as %1 signs, not as this source expects."),
        HW_TEXT("Signed as %1 signs"), ""},
    Row{"token_place", HW_TEXT("The secret came as %2, not as %1."), HW_TEXT("Secret in %2"), ""},
    Row{"token_form", HW_TEXT("The secret came in another form: %1."), HW_TEXT("Secret as %1"), ""},

    // What was signed.
    Row{"content", HW_TEXT("What is signed is %1."), HW_TEXT("Signed content %1"), ""},
    Row{"signed_time_unit", HW_TEXT("The time was signed in %1, and sent in the other unit."), HW_TEXT("Time in %1"),
        HW_TEXT("The sender has to sign the time as it sends it.")},
    Row{"url", HW_TEXT("It was signed for the URL %1."), HW_TEXT("URL %1"), ""},
    Row{"body_newline_missing", HW_TEXT("The body ended with a line end when it was signed; that got lost."),
        HW_TEXT("Body with a line end after it"), HW_TEXT("Something on the way trims the body.")},
    Row{"body_newline_added", HW_TEXT("A line end was added to the body after it was signed."),
        HW_TEXT("Body without its last line end"), HW_TEXT("An editor or a tool such as echo adds it.")},
    Row{"body_white_space_added", HW_TEXT("White space was added around the body after it was signed."),
        HW_TEXT("Body without white space around it"), ""},
    Row{"body_crlf_lost", HW_TEXT("Line ends were CRLF when the body was signed, and arrived as LF."),
        HW_TEXT("Body with CRLF line ends"), HW_TEXT("Something on the way treats the body as text.")},
    Row{"body_crlf_added", HW_TEXT("Line ends were LF when the body was signed, and arrived as CRLF."),
        HW_TEXT("Body with LF line ends"), HW_TEXT("Something on the way treats the body as text.")},
    Row{"body_bom_lost", HW_TEXT("The body began with a byte order mark when it was signed; that got lost."),
        HW_TEXT("Body with a byte order mark"), HW_TEXT("Something on the way treats the body as text.")},
    Row{"body_bom_added", HW_TEXT("A byte order mark was put before the body after it was signed."),
        HW_TEXT("Body without its byte order mark"), HW_TEXT("Something on the way treats the body as text.")},
    Row{"body_reserialised",
        HW_TEXT("The JSON was parsed and written anew on its way: it was signed in the form \"%1\"."),
        HW_TEXT("Body as JSON, %1"), HW_TEXT("A proxy, tunnel or framework must pass the bytes on as they are.")},
    Row{"body_escapes", HW_TEXT("The JSON was written anew on its way, with other escapes: it was signed with %1."),
        HW_TEXT("Body as JSON, escapes: %1"),
        HW_TEXT("A proxy, tunnel or framework must pass the bytes on as they are.")},
    Row{"body_base64", HW_TEXT("The body arrived encoded in base64."), HW_TEXT("Body decoded from base64"),
        HW_TEXT("A gateway encodes it: tell it to pass the body as it is.")},
    Row{"body_utf8_twice", HW_TEXT("The body was encoded as UTF-8 twice."), HW_TEXT("Body with UTF-8 undone once"),
        HW_TEXT("Something on the way took its bytes for Latin-1.")},
    Row{"body_latin1", HW_TEXT("The body was Latin-1 when it was signed, and arrived as UTF-8."),
        HW_TEXT("Body as Latin-1"), HW_TEXT("Something on the way converts text.")},
    Row{"body_transfer", HW_TEXT("The signature is for the body before it was compressed."),
        HW_TEXT("Body without its Content-Encoding"), ""},
    Row{"body_empty", HW_TEXT("An empty body was signed, not the one that arrived."), HW_TEXT("Empty body"),
        HW_TEXT("The sender signs before it has the body.")},

    // What is left.
    Row{"body_changed", HW_TEXT("Either the body was changed on its way,"), "", ""},
    Row{"secret_elsewhere", HW_TEXT("or the secret is of another endpoint, mode or account."), "", ""},
    Row{"looks_like", HW_TEXT("Its headers look like those of %1."), "", ""},
};

struct Title
{
    const char* code; ///< with a star: whatever begins so
    const char* text;
};

constexpr std::array titles{
    Title{"verified", HW_TEXT("Verified")},
    Title{"not_checked", HW_TEXT("Nothing is checked")},
    Title{"header_missing", HW_TEXT("No signature came with it")},
    Title{"header_malformed", HW_TEXT("The signature header cannot be read")},
    Title{"signature_cut", HW_TEXT("The signature is cut off")},
    Title{"signature_version", HW_TEXT("Signed in a version that is not accepted")},
    Title{"key_kind", HW_TEXT("Signed with another kind of key")},
    Title{"secret_missing", HW_TEXT("No secret is stored")},
    Title{"secret_of_*", HW_TEXT("Signed with a different secret")},
    Title{"secret_unused", HW_TEXT("Signed with a different secret")},
    Title{"secret_white_space", HW_TEXT("More than the secret is stored")},
    Title{"secret_quotes", HW_TEXT("More than the secret is stored")},
    Title{"secret_assignment", HW_TEXT("More than the secret is stored")},
    Title{"secret_*", HW_TEXT("What is stored is no signing secret")},
    Title{"key_*", HW_TEXT("The secret is read in another form")},
    Title{"scheme_*", HW_TEXT("The signature scheme is not set up")},
    Title{"url_missing", HW_TEXT("The public URL is not known")},
    Title{"timestamp_too_old", HW_TEXT("Signed too long ago")},
    Title{"timestamp_too_new", HW_TEXT("Signed in the future")},
    Title{"timestamp_malformed", HW_TEXT("The signed time cannot be read")},
    Title{"timestamp_unit", HW_TEXT("The time is in another unit")},
    Title{"signed_time_unit", HW_TEXT("The time is in another unit")},
    Title{"script_differs", HW_TEXT("The script comes to another end")},
    Title{"script_checks", HW_TEXT("Verified by the script alone")},
    Title{"body_missing", HW_TEXT("The body did not arrive")},
    Title{"body_not_signed", HW_TEXT("Another body was signed")},
    Title{"body_empty", HW_TEXT("Another body was signed")},
    Title{"body_*", HW_TEXT("The body was changed on its way")},
    Title{"url", HW_TEXT("Signed for another URL")},
    Title{"header_*", HW_TEXT("The signature stands elsewhere")},
    Title{"token_*", HW_TEXT("The secret stands elsewhere")},
    Title{"signature_*", HW_TEXT("The signature is written in another way")},
    Title{"plain_hash", HW_TEXT("Signed in another way")},
    Title{"other_scheme", HW_TEXT("Signed in another way")},
    Title{"content", HW_TEXT("Signed over other content")},
    Title{"unknown", HW_TEXT("No known secret made this signature")},
};

#undef HW_TEXT

const Row* find(const QString& code)
{
    const auto* it =
        std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return code == QLatin1String(row.code); });
    return it == rows.end() ? nullptr : it;
}

QString translated(const char* text)
{
    return QCoreApplication::translate(context, text);
}

QString filled(const char* text, QStringList args)
{
    const QString places = translated(text);
    // All the names of a code that lists them.
    if (!places.contains(QLatin1String("%2")) && args.size() > 1)
        args = {args.join(QLatin1String(", "))};
    return filledText(places, args);
}

QStringList argumentsFor(const signing::Finding& finding)
{
    const bool isSpan =
        finding.code == QLatin1String("timestamp_too_old") || finding.code == QLatin1String("timestamp_too_new");
    if (!isSpan)
        return finding.args;
    QStringList spans;
    for (const QString& text : finding.args) {
        // A second too late has to show against the tolerance.
        const qint64 seconds = text.toLongLong();
        spans.append(seconds < shownInSeconds ? QStringLiteral("%1 s").arg(seconds)
                                              : signing::roughly(std::chrono::seconds(seconds)));
    }
    return spans;
}

} // namespace

QString findingText(const signing::Finding& finding)
{
    const Row* row = find(finding.code);
    return row ? filled(row->what, argumentsFor(finding)) : finding.code;
}

QString diagnosisTitle(const signing::Diagnosis& diagnosis)
{
    const auto title = std::find_if(titles.begin(), titles.end(), [&](const Title& one) {
        const QLatin1String code(one.code);
        return code.endsWith(u'*') ? diagnosis.cause.code.startsWith(code.chopped(1)) : diagnosis.cause.code == code;
    });
    const QString text = title == titles.end() ? findingText(diagnosis.cause) : translated(title->text);
    for (const signing::Finding& finding : diagnosis.also) {
        if (finding.code == QLatin1String("timestamp_too_old"))
            return translated("%1, and late").arg(text);
        if (finding.code == QLatin1String("timestamp_too_new"))
            return translated("%1, and early").arg(text);
    }
    return text;
}

QStringList diagnosisParagraphs(const signing::Diagnosis& diagnosis)
{
    signing::Diagnosis cause = diagnosis;
    cause.also.clear();
    QStringList paragraphs{diagnosisText(cause)};
    for (const signing::Finding& finding : diagnosis.also) {
        const Row* row = find(finding.code);
        const QString advice = row && *row->advice ? filled(row->advice, argumentsFor(finding)) : QString();
        paragraphs.append(advice.isEmpty() ? findingText(finding)
                                           : QString(findingText(finding) + QLatin1Char(' ') + advice));
    }
    return paragraphs;
}

QString diagnosisText(const signing::Diagnosis& diagnosis)
{
    QStringList sentences{findingText(diagnosis.cause)};
    for (const signing::Finding& finding : diagnosis.also)
        sentences.append(findingText(finding));
    const bool nothingFound = diagnosis.cause.code == QLatin1String("unknown");
    for (const signing::Finding& hint : diagnosis.hints) {
        // Without a body that is signed there is no either and or.
        const bool alone = nothingFound && hint.code == QLatin1String("secret_elsewhere") &&
                           std::none_of(diagnosis.hints.begin(), diagnosis.hints.end(),
                                        [](const auto& other) { return other.code == QLatin1String("body_changed"); });
        sentences.append(alone ? translated("The secret is of another endpoint, mode or account.") : findingText(hint));
    }
    if (!diagnosis.complete)
        sentences.append(translated("The body is too large to try all combinations."));
    const Row* row = find(diagnosis.cause.code);
    if (row && *row->advice)
        sentences.append(filled(row->advice, argumentsFor(diagnosis.cause)));
    return sentences.join(QLatin1Char(' '));
}

QString attemptText(const signing::Finding& hypothesis)
{
    const Row* row = find(hypothesis.code);
    return row && *row->attempt ? filled(row->attempt, argumentsFor(hypothesis)) : findingText(hypothesis);
}

QString fixText(const signing::Fix& fix)
{
    const QStringList& args = fix.what.args;
    QString text;
    if (fix.what.code == u"add_secret") {
        text = args.value(1).isEmpty()
                   ? translated("Add the secret %1 to this source").arg(args.value(0))
                   : translated("Add the secret %1 of %2 to this source").arg(args.value(0), args.value(1));
    } else if (fix.what.code == u"add_clean_secret") {
        text = translated("Add a copy of %1 without what surrounds it").arg(args.value(0));
    } else if (fix.what.code == u"tolerance") {
        text = translated("Accept events up to %1 late while developing")
                   .arg(signing::roughly(std::chrono::seconds(args.value(0).toLongLong())));
    } else if (fix.what.code == u"script") {
        text = translated("Check the signature by a script, over the body as it was signed");
    } else if (fix.what.code == u"script_raw_body") {
        text = translated("In the script, replace %1 by %2").arg(args.value(0), args.value(1));
    } else if (fix.what.code == u"public_url") {
        text = translated("Set the public URL of this source to %1").arg(args.value(0));
    } else {
        QStringList settings;
        for (const auto& [member, value] : fix.settings)
            settings.append(QStringLiteral("signing.%1 = %2").arg(member, value));
        text = translated("Set %1").arg(settings.join(QLatin1String(", ")));
    }
    return fix.refused.isEmpty() ? text : translated("%1 (not in a live environment)").arg(text);
}

QString fixRefusalText(const signing::Fix& fix, const QString& environment)
{
    if (fix.refused.isEmpty())
        return {};
    return translated("%1 delivers to a live destination: whoever has recorded a request could send it again while "
                      "late ones are accepted.")
        .arg(environment);
}

} // namespace hw::models
