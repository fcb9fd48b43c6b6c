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

constexpr std::array rows{
    // What the checks say.
    Row{"verified", QT_TRANSLATE_NOOP("DiagnosisText", "The signature is right: it was made with %1."), "", ""},
    Row{"not_checked", QT_TRANSLATE_NOOP("DiagnosisText", "This source checks nothing: its scheme is \"none\"."), "",
        QT_TRANSLATE_NOOP("DiagnosisText", "Choose a scheme in its settings, so that nobody else can send.")},
    Row{"header_missing", QT_TRANSLATE_NOOP("DiagnosisText", "The request carries no signature: %1 is missing."), "",
        QT_TRANSLATE_NOOP("DiagnosisText",
                          "Check that it comes from the provider, and that no proxy on the way drops the header.")},
    Row{"header_malformed", QT_TRANSLATE_NOOP("DiagnosisText", "The signature header cannot be read: %1."), "",
        QT_TRANSLATE_NOOP("DiagnosisText",
                          "Compare it with the provider's documentation; a proxy may have changed or doubled it.")},
    Row{"signature_cut", QT_TRANSLATE_NOOP("DiagnosisText", "The signature is the right one, but its end is missing."),
        "", QT_TRANSLATE_NOOP("DiagnosisText", "Something on the way cuts long header values.")},
    Row{"signature_version",
        QT_TRANSLATE_NOOP("DiagnosisText", "The signature matches, but as version %1; this scheme accepts %2 alone."),
        QT_TRANSLATE_NOOP("DiagnosisText", "Signatures of version %1"),
        QT_TRANSLATE_NOOP(
            "DiagnosisText",
            "Ask the sender for a %2 signature: other versions are not meant for checking live requests.")},
    Row{"key_kind",
        QT_TRANSLATE_NOOP("DiagnosisText", "The secret %1 is of another kind of key than the request is signed with."),
        "",
        QT_TRANSLATE_NOOP(
            "DiagnosisText",
            "A whpk_ key checks v1a signatures, a whsec_ secret v1 signatures: store the one that the provider "
            "signs with.")},
    Row{"secret_missing", QT_TRANSLATE_NOOP("DiagnosisText", "No secret is stored: %1."), "",
        QT_TRANSLATE_NOOP("DiagnosisText", "Store the signing secret that the provider shows for this endpoint.")},
    Row{"secret_malformed", QT_TRANSLATE_NOOP("DiagnosisText", "The secret cannot be used as a key: %1."), "",
        QT_TRANSLATE_NOOP("DiagnosisText", "Copy the signing secret again from the provider's page.")},
    Row{"secret_api_key", QT_TRANSLATE_NOOP("DiagnosisText", "%1 holds an API key, not a signing secret."), "",
        QT_TRANSLATE_NOOP("DiagnosisText",
                          "Store the signing secret of the endpoint; it is shown on the endpoint's page.")},
    Row{"secret_wrong_key", QT_TRANSLATE_NOOP("DiagnosisText", "%1 holds an id, not a signing secret."), "",
        QT_TRANSLATE_NOOP("DiagnosisText",
                          "Store the signing secret of the endpoint; it is shown on the endpoint's page.")},
    Row{"secret_not_base64",
        QT_TRANSLATE_NOOP("DiagnosisText",
                          "%1 is not base64 after its prefix, so it is no signing secret of this scheme."),
        "", QT_TRANSLATE_NOOP("DiagnosisText", "Copy the whole secret again, from whsec_ to its last character.")},
    Row{"secret_too_short", QT_TRANSLATE_NOOP("DiagnosisText", "The key of %1 is shorter than the scheme asks for."),
        "", ""},
    Row{"scheme_unknown", QT_TRANSLATE_NOOP("DiagnosisText", "No signature scheme is called \"%1\"."), "",
        QT_TRANSLATE_NOOP("DiagnosisText", "Choose one that exists in the source's settings.")},
    Row{"scheme_malformed",
        QT_TRANSLATE_NOOP("DiagnosisText", "A parameter of the signature scheme has a value that does not fit."), "",
        QT_TRANSLATE_NOOP("DiagnosisText", "Correct it in the source's settings.")},
    Row{"url_missing", QT_TRANSLATE_NOOP("DiagnosisText", "The scheme signs the public URL, and that is not known."),
        "", QT_TRANSLATE_NOOP("DiagnosisText", "Set the public URL of this source.")},
    Row{"timestamp_too_old",
        QT_TRANSLATE_NOOP("DiagnosisText", "It was signed %1 before it arrived; the tolerance is %2."), "",
        QT_TRANSLATE_NOOP("DiagnosisText", "It was sent again or kept somewhere, or this machine's clock is ahead.")},
    Row{"timestamp_too_new",
        QT_TRANSLATE_NOOP("DiagnosisText", "It was signed %1 after it arrived; the tolerance is %2."), "",
        QT_TRANSLATE_NOOP("DiagnosisText", "One of the two clocks is wrong: check the time of this machine.")},
    Row{"timestamp_unit", QT_TRANSLATE_NOOP("DiagnosisText", "The time is in %1, the scheme expects the other unit."),
        "", ""},
    Row{"timestamp_malformed", QT_TRANSLATE_NOOP("DiagnosisText", "The time \"%1\" is no number."), "",
        QT_TRANSLATE_NOOP("DiagnosisText", "The sender has to write seconds or milliseconds since 1970.")},
    Row{"body_missing",
        QT_TRANSLATE_NOOP("DiagnosisText",
                          "The body did not arrive: it is empty, and the signature is for another one."),
        "",
        QT_TRANSLATE_NOOP("DiagnosisText",
                          "A redirect turns a POST into a GET and drops the body: give the provider the final URL.")},
    Row{"body_length",
        QT_TRANSLATE_NOOP("DiagnosisText", "The body was changed on its way: %1 bytes arrived, %2 were announced."), "",
        QT_TRANSLATE_NOOP("DiagnosisText",
                          "Look for a proxy or tool between sender and listener that rewrites bodies.")},
    Row{"body_replaced_characters",
        QT_TRANSLATE_NOOP("DiagnosisText",
                          "The body was decoded as text on its way: characters that did not fit were replaced."),
        "",
        QT_TRANSLATE_NOOP("DiagnosisText",
                          "Something between sender and listener must pass the bytes on as they are.")},
    Row{"body_not_signed", QT_TRANSLATE_NOOP("DiagnosisText", "The body is not what was signed: %1."), "", ""},
    Row{"script_differs",
        QT_TRANSLATE_NOOP("DiagnosisText", "The signature is right by the source's settings, but its script says %1."),
        "",
        QT_TRANSLATE_NOOP(
            "DiagnosisText",
            "Look at what the script passes as payload and secret: the payload must be ctx.body itself or "
            "ctx.rawBody.")},
    Row{"script_checks", QT_TRANSLATE_NOOP("DiagnosisText", "This source is verified by its script alone. %1"), "",
        QT_TRANSLATE_NOOP(
            "DiagnosisText",
            "Name the scheme in the source's settings (signing.scheme), so that the signature can be explained.")},
    Row{"unknown",
        QT_TRANSLATE_NOOP("DiagnosisText", "The signature belongs to none of the secrets that are stored here."), "",
        ""},

    // Secrets.
    Row{"as_configured", "", QT_TRANSLATE_NOOP("DiagnosisText", "As the settings say"), ""},
    Row{"secret_of_source", QT_TRANSLATE_NOOP("DiagnosisText", "It is signed with %1, the secret of the source %2."),
        QT_TRANSLATE_NOOP("DiagnosisText", "Secret %1 of the source %2"), ""},
    Row{"secret_of_environment", QT_TRANSLATE_NOOP("DiagnosisText", "It is signed with %1 of the environment %2."),
        QT_TRANSLATE_NOOP("DiagnosisText", "Secret %1 of the environment %2"),
        QT_TRANSLATE_NOOP("DiagnosisText", "The provider sends events of %2 to this address.")},
    Row{"secret_unused",
        QT_TRANSLATE_NOOP("DiagnosisText", "It is signed with %1, which is stored but belongs to no source."),
        QT_TRANSLATE_NOOP("DiagnosisText", "Secret %1, which no source names"), ""},
    Row{"secret_white_space", QT_TRANSLATE_NOOP("DiagnosisText", "The stored secret %1 has white space around it."),
        QT_TRANSLATE_NOOP("DiagnosisText", "%1 without the white space around it"), ""},
    Row{"secret_quotes", QT_TRANSLATE_NOOP("DiagnosisText", "The stored secret %1 has quotes around it."),
        QT_TRANSLATE_NOOP("DiagnosisText", "%1 without the quotes around it"), ""},
    Row{"secret_assignment",
        QT_TRANSLATE_NOOP("DiagnosisText", "The stored secret %1 begins with a name and an equals sign."),
        QT_TRANSLATE_NOOP("DiagnosisText", "%1 without the name before it"), ""},
    Row{"key_raw",
        QT_TRANSLATE_NOOP("DiagnosisText", "The key is the whole text of %1, not what its base64 stands for."),
        QT_TRANSLATE_NOOP("DiagnosisText", "%1 as it is, not decoded"), ""},
    Row{"key_raw_after_prefix", QT_TRANSLATE_NOOP("DiagnosisText", "The key is the text of %1 after its prefix."),
        QT_TRANSLATE_NOOP("DiagnosisText", "%1 without its prefix"), ""},
    Row{"key_base64", QT_TRANSLATE_NOOP("DiagnosisText", "The key is what the base64 of %1 stands for."),
        QT_TRANSLATE_NOOP("DiagnosisText", "%1 decoded from base64"), ""},
    Row{"key_standard", QT_TRANSLATE_NOOP("DiagnosisText", "The key is what the base64 of %1 stands for."),
        QT_TRANSLATE_NOOP("DiagnosisText", "%1 decoded after whsec_"), ""},
    Row{"key_hex", QT_TRANSLATE_NOOP("DiagnosisText", "The key is what the hexadecimal digits of %1 stand for."),
        QT_TRANSLATE_NOOP("DiagnosisText", "%1 decoded from hexadecimal"), ""},

    // Headers.
    Row{"header_name", QT_TRANSLATE_NOOP("DiagnosisText", "The signature is in the header %2, not in %1."),
        QT_TRANSLATE_NOOP("DiagnosisText", "Signature in %2"), ""},
    Row{"header_form", QT_TRANSLATE_NOOP("DiagnosisText", "The header %1 holds a list of parts, with the time in it."),
        QT_TRANSLATE_NOOP("DiagnosisText", "%1 read as a list of parts"), ""},
    Row{"signature_prefix", QT_TRANSLATE_NOOP("DiagnosisText", "The text before the signature is \"%2\", not \"%1\"."),
        QT_TRANSLATE_NOOP("DiagnosisText", "Signature after \"%2\""), ""},
    Row{"signature_encoding", QT_TRANSLATE_NOOP("DiagnosisText", "The signature is written as %1."),
        QT_TRANSLATE_NOOP("DiagnosisText", "Signature as %1"), ""},
    Row{"signature_algorithm", QT_TRANSLATE_NOOP("DiagnosisText", "The signature is made with %1."),
        QT_TRANSLATE_NOOP("DiagnosisText", "Signature by %1"), ""},
    Row{"plain_hash", QT_TRANSLATE_NOOP("DiagnosisText", "It is a plain hash of secret and content, no HMAC."),
        QT_TRANSLATE_NOOP("DiagnosisText", "A hash in place of an HMAC"),
        QT_TRANSLATE_NOOP("DiagnosisText", "Let the sender use HMAC: a plain hash can be extended by others.")},
    Row{"other_scheme",
        QT_TRANSLATE_NOOP("DiagnosisText", "The request is signed as %1 signs, not as this source expects."),
        QT_TRANSLATE_NOOP("DiagnosisText", "Signed as %1 signs"), ""},
    Row{"token_place", QT_TRANSLATE_NOOP("DiagnosisText", "The secret came as %2, not as %1."),
        QT_TRANSLATE_NOOP("DiagnosisText", "Secret in %2"), ""},
    Row{"token_form", QT_TRANSLATE_NOOP("DiagnosisText", "The secret came in another form: %1."),
        QT_TRANSLATE_NOOP("DiagnosisText", "Secret as %1"), ""},

    // What was signed.
    Row{"content", QT_TRANSLATE_NOOP("DiagnosisText", "What is signed is %1."),
        QT_TRANSLATE_NOOP("DiagnosisText", "Signed content %1"), ""},
    Row{"signed_time_unit",
        QT_TRANSLATE_NOOP("DiagnosisText", "The time was signed in %1, and sent in the other unit."),
        QT_TRANSLATE_NOOP("DiagnosisText", "Time in %1"),
        QT_TRANSLATE_NOOP("DiagnosisText", "The sender has to sign the time as it sends it.")},
    Row{"url", QT_TRANSLATE_NOOP("DiagnosisText", "It was signed for the URL %1."),
        QT_TRANSLATE_NOOP("DiagnosisText", "URL %1"), ""},
    Row{"body_newline_missing",
        QT_TRANSLATE_NOOP("DiagnosisText", "The body ended with a line end when it was signed; that got lost."),
        QT_TRANSLATE_NOOP("DiagnosisText", "Body with a line end after it"),
        QT_TRANSLATE_NOOP("DiagnosisText", "Something on the way trims the body.")},
    Row{"body_newline_added",
        QT_TRANSLATE_NOOP("DiagnosisText", "A line end was added to the body after it was signed."),
        QT_TRANSLATE_NOOP("DiagnosisText", "Body without its last line end"),
        QT_TRANSLATE_NOOP("DiagnosisText", "An editor or a tool such as echo adds it.")},
    Row{"body_white_space_added",
        QT_TRANSLATE_NOOP("DiagnosisText", "White space was added around the body after it was signed."),
        QT_TRANSLATE_NOOP("DiagnosisText", "Body without white space around it"), ""},
    Row{"body_crlf_lost",
        QT_TRANSLATE_NOOP("DiagnosisText", "Line ends were CRLF when the body was signed, and arrived as LF."),
        QT_TRANSLATE_NOOP("DiagnosisText", "Body with CRLF line ends"),
        QT_TRANSLATE_NOOP("DiagnosisText", "Something on the way treats the body as text.")},
    Row{"body_crlf_added",
        QT_TRANSLATE_NOOP("DiagnosisText", "Line ends were LF when the body was signed, and arrived as CRLF."),
        QT_TRANSLATE_NOOP("DiagnosisText", "Body with LF line ends"),
        QT_TRANSLATE_NOOP("DiagnosisText", "Something on the way treats the body as text.")},
    Row{"body_bom_lost",
        QT_TRANSLATE_NOOP("DiagnosisText", "The body began with a byte order mark when it was signed; that got lost."),
        QT_TRANSLATE_NOOP("DiagnosisText", "Body with a byte order mark"),
        QT_TRANSLATE_NOOP("DiagnosisText", "Something on the way treats the body as text.")},
    Row{"body_bom_added",
        QT_TRANSLATE_NOOP("DiagnosisText", "A byte order mark was put before the body after it was signed."),
        QT_TRANSLATE_NOOP("DiagnosisText", "Body without its byte order mark"),
        QT_TRANSLATE_NOOP("DiagnosisText", "Something on the way treats the body as text.")},
    Row{"body_reserialised",
        QT_TRANSLATE_NOOP("DiagnosisText",
                          "The JSON was parsed and written anew on its way: it was signed in the form \"%1\"."),
        QT_TRANSLATE_NOOP("DiagnosisText", "Body as JSON, %1"),
        QT_TRANSLATE_NOOP("DiagnosisText", "A proxy, tunnel or framework must pass the bytes on as they are.")},
    Row{"body_escapes",
        QT_TRANSLATE_NOOP("DiagnosisText",
                          "The JSON was written anew on its way, with other escapes: it was signed with %1."),
        QT_TRANSLATE_NOOP("DiagnosisText", "Body as JSON, escapes: %1"),
        QT_TRANSLATE_NOOP("DiagnosisText", "A proxy, tunnel or framework must pass the bytes on as they are.")},
    Row{"body_base64", QT_TRANSLATE_NOOP("DiagnosisText", "The body arrived encoded in base64."),
        QT_TRANSLATE_NOOP("DiagnosisText", "Body decoded from base64"),
        QT_TRANSLATE_NOOP("DiagnosisText", "A gateway encodes it: tell it to pass the body as it is.")},
    Row{"body_utf8_twice", QT_TRANSLATE_NOOP("DiagnosisText", "The body was encoded as UTF-8 twice."),
        QT_TRANSLATE_NOOP("DiagnosisText", "Body with UTF-8 undone once"),
        QT_TRANSLATE_NOOP("DiagnosisText", "Something on the way took its bytes for Latin-1.")},
    Row{"body_latin1",
        QT_TRANSLATE_NOOP("DiagnosisText", "The body was Latin-1 when it was signed, and arrived as UTF-8."),
        QT_TRANSLATE_NOOP("DiagnosisText", "Body as Latin-1"),
        QT_TRANSLATE_NOOP("DiagnosisText", "Something on the way converts text.")},
    Row{"body_transfer", QT_TRANSLATE_NOOP("DiagnosisText", "The signature is for the body before it was compressed."),
        QT_TRANSLATE_NOOP("DiagnosisText", "Body without its Content-Encoding"), ""},
    Row{"body_empty", QT_TRANSLATE_NOOP("DiagnosisText", "An empty body was signed, not the one that arrived."),
        QT_TRANSLATE_NOOP("DiagnosisText", "Empty body"),
        QT_TRANSLATE_NOOP("DiagnosisText", "The sender signs before it has the body.")},

    // What is left.
    Row{"body_changed", QT_TRANSLATE_NOOP("DiagnosisText", "Either the body was changed on its way,"), "", ""},
    Row{"secret_elsewhere",
        QT_TRANSLATE_NOOP("DiagnosisText", "or the secret is of another endpoint, mode or account."), "", ""},
    Row{"looks_like", QT_TRANSLATE_NOOP("DiagnosisText", "Its headers look like those of %1."), "", ""},
};

struct Title
{
    const char* code; ///< with a star: whatever begins so
    const char* text;
};

constexpr std::array titles{
    Title{"verified", QT_TRANSLATE_NOOP("DiagnosisText", "Verified")},
    Title{"not_checked", QT_TRANSLATE_NOOP("DiagnosisText", "Nothing is checked")},
    Title{"header_missing", QT_TRANSLATE_NOOP("DiagnosisText", "No signature came with it")},
    Title{"header_malformed", QT_TRANSLATE_NOOP("DiagnosisText", "The signature header cannot be read")},
    Title{"signature_cut", QT_TRANSLATE_NOOP("DiagnosisText", "The signature is cut off")},
    Title{"signature_version", QT_TRANSLATE_NOOP("DiagnosisText", "Signed in a version that is not accepted")},
    Title{"key_kind", QT_TRANSLATE_NOOP("DiagnosisText", "Signed with another kind of key")},
    Title{"secret_missing", QT_TRANSLATE_NOOP("DiagnosisText", "No secret is stored")},
    Title{"secret_of_*", QT_TRANSLATE_NOOP("DiagnosisText", "Signed with a different secret")},
    Title{"secret_unused", QT_TRANSLATE_NOOP("DiagnosisText", "Signed with a different secret")},
    Title{"secret_white_space", QT_TRANSLATE_NOOP("DiagnosisText", "More than the secret is stored")},
    Title{"secret_quotes", QT_TRANSLATE_NOOP("DiagnosisText", "More than the secret is stored")},
    Title{"secret_assignment", QT_TRANSLATE_NOOP("DiagnosisText", "More than the secret is stored")},
    Title{"secret_*", QT_TRANSLATE_NOOP("DiagnosisText", "What is stored is no signing secret")},
    Title{"key_*", QT_TRANSLATE_NOOP("DiagnosisText", "The secret is read in another form")},
    Title{"scheme_*", QT_TRANSLATE_NOOP("DiagnosisText", "The signature scheme is not set up")},
    Title{"url_missing", QT_TRANSLATE_NOOP("DiagnosisText", "The public URL is not known")},
    Title{"timestamp_too_old", QT_TRANSLATE_NOOP("DiagnosisText", "Signed too long ago")},
    Title{"timestamp_too_new", QT_TRANSLATE_NOOP("DiagnosisText", "Signed in the future")},
    Title{"timestamp_malformed", QT_TRANSLATE_NOOP("DiagnosisText", "The signed time cannot be read")},
    Title{"timestamp_unit", QT_TRANSLATE_NOOP("DiagnosisText", "The time is in another unit")},
    Title{"signed_time_unit", QT_TRANSLATE_NOOP("DiagnosisText", "The time is in another unit")},
    Title{"script_differs", QT_TRANSLATE_NOOP("DiagnosisText", "The script comes to another end")},
    Title{"script_checks", QT_TRANSLATE_NOOP("DiagnosisText", "Verified by the script alone")},
    Title{"body_missing", QT_TRANSLATE_NOOP("DiagnosisText", "The body did not arrive")},
    Title{"body_not_signed", QT_TRANSLATE_NOOP("DiagnosisText", "Another body was signed")},
    Title{"body_empty", QT_TRANSLATE_NOOP("DiagnosisText", "Another body was signed")},
    Title{"body_*", QT_TRANSLATE_NOOP("DiagnosisText", "The body was changed on its way")},
    Title{"url", QT_TRANSLATE_NOOP("DiagnosisText", "Signed for another URL")},
    Title{"header_*", QT_TRANSLATE_NOOP("DiagnosisText", "The signature stands elsewhere")},
    Title{"token_*", QT_TRANSLATE_NOOP("DiagnosisText", "The secret stands elsewhere")},
    Title{"signature_*", QT_TRANSLATE_NOOP("DiagnosisText", "The signature is written in another way")},
    Title{"plain_hash", QT_TRANSLATE_NOOP("DiagnosisText", "Signed in another way")},
    Title{"other_scheme", QT_TRANSLATE_NOOP("DiagnosisText", "Signed in another way")},
    Title{"content", QT_TRANSLATE_NOOP("DiagnosisText", "Signed over other content")},
    Title{"unknown", QT_TRANSLATE_NOOP("DiagnosisText", "No known secret made this signature")},
};

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
            return QCoreApplication::translate("DiagnosisText", "%1, and late").arg(text);
        if (finding.code == QLatin1String("timestamp_too_new"))
            return QCoreApplication::translate("DiagnosisText", "%1, and early").arg(text);
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
        sentences.append(
            alone ? QCoreApplication::translate("DiagnosisText", "The secret is of another endpoint, mode or account.")
                  : findingText(hint));
    }
    if (!diagnosis.complete)
        sentences.append(
            QCoreApplication::translate("DiagnosisText", "The body is too large to try all combinations."));
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
                   ? QCoreApplication::translate("DiagnosisText", "Add the secret %1 to this source").arg(args.value(0))
                   : QCoreApplication::translate("DiagnosisText", "Add the secret %1 of %2 to this source")
                         .arg(args.value(0), args.value(1));
    } else if (fix.what.code == u"add_clean_secret") {
        text = QCoreApplication::translate("DiagnosisText", "Add a copy of %1 without what surrounds it")
                   .arg(args.value(0));
    } else if (fix.what.code == u"tolerance") {
        text = QCoreApplication::translate("DiagnosisText", "Accept events up to %1 late while developing")
                   .arg(signing::roughly(std::chrono::seconds(args.value(0).toLongLong())));
    } else if (fix.what.code == u"script") {
        text = QCoreApplication::translate("DiagnosisText",
                                           "Check the signature by a script, over the body as it was signed");
    } else if (fix.what.code == u"script_raw_body") {
        text = QCoreApplication::translate("DiagnosisText", "In the script, replace %1 by %2")
                   .arg(args.value(0), args.value(1));
    } else if (fix.what.code == u"public_url") {
        text =
            QCoreApplication::translate("DiagnosisText", "Set the public URL of this source to %1").arg(args.value(0));
    } else {
        QStringList settings;
        for (const auto& [member, value] : fix.settings)
            settings.append(QStringLiteral("signing.%1 = %2").arg(member, value));
        text = QCoreApplication::translate("DiagnosisText", "Set %1").arg(settings.join(QLatin1String(", ")));
    }
    return fix.refused.isEmpty()
               ? text
               : QCoreApplication::translate("DiagnosisText", "%1 (not in a live environment)").arg(text);
}

QString fixRefusalText(const signing::Fix& fix, const QString& environment)
{
    if (fix.refused.isEmpty())
        return {};
    return QCoreApplication::translate(
               "DiagnosisText",
               "%1 delivers to a live destination: whoever has recorded a request could send it again while "
               "late ones are accepted.")
        .arg(environment);
}

} // namespace hw::models
