// The parameters of `signing` over those of the scheme that it names.
#include "core/signing/schemes.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hw::signing {

namespace {

constexpr int defaultTolerance = 300;

/// What stands for "no prefix", since an empty text means the scheme's own.
constexpr QLatin1String noPrefix("none");

template<class T>
struct Word
{
    const char* text;
    T value;
};

constexpr std::array hashes{Word<Hash>{"sha1", Hash::Sha1}, Word<Hash>{"sha256", Hash::Sha256},
                            Word<Hash>{"sha512", Hash::Sha512}};
constexpr std::array encodings{Word<Encoding>{"hex", Encoding::Hex}, Word<Encoding>{"base64", Encoding::Base64},
                               Word<Encoding>{"either", Encoding::Either}};
constexpr std::array keyForms{Word<KeyForm>{"raw", KeyForm::Raw},
                              Word<KeyForm>{"raw-after-prefix", KeyForm::RawAfterPrefix},
                              Word<KeyForm>{"base64", KeyForm::Base64}, Word<KeyForm>{"hex", KeyForm::Hex},
                              Word<KeyForm>{"standard", KeyForm::StandardBase64}};
constexpr std::array headerForms{Word<HeaderForm>{"plain", HeaderForm::Plain},
                                 Word<HeaderForm>{"pairs", HeaderForm::Pairs},
                                 Word<HeaderForm>{"tokens", HeaderForm::Tokens}};
constexpr std::array units{Word<TimeUnit>{"seconds", TimeUnit::Seconds},
                           Word<TimeUnit>{"milliseconds", TimeUnit::Milliseconds}};
constexpr std::array directions{Word<TimeDirection>{"past", TimeDirection::Past},
                                Word<TimeDirection>{"both", TimeDirection::Both}};

Error refusal(const char* option, const QString& value, const QString& accepted)
{
    return {ErrorCode::InvalidArgument, {QStringLiteral("signing.%1").arg(QLatin1String(option)), value, accepted}};
}

/// Sets `target` to what the word means; an empty text leaves it as it is. Whether there was a word.
template<class T, size_t N>
Result<bool> choose(const char* option, const QString& text, const std::array<Word<T>, N>& words, T& target)
{
    if (text.isEmpty())
        return false;
    const QString wanted = text.toLower();
    QStringList accepted;
    for (const Word<T>& word : words) {
        if (wanted == QLatin1String(word.text)) {
            target = word.value;
            return true;
        }
        accepted.append(QString::fromLatin1(word.text));
    }
    return refusal(option, text, accepted.join(QLatin1String(", ")));
}

QByteArray prefixOf(Hash hash)
{
    for (const auto& word : hashes) {
        if (word.value == hash)
            return QByteArray(word.text) + '=';
    }
    return {};
}

/// Whether each {…} of the template is known.
bool isContent(const QByteArray& text)
{
    static constexpr std::array known{"{id}", "{timestamp}", "{method}", "{url}", "{body}", "{form}", "{first}"};
    qsizetype from = 0;
    while ((from = text.indexOf('{', from)) >= 0) {
        const qsizetype close = text.indexOf('}', from);
        if (close < 0)
            return false;
        const QByteArray name = text.mid(from, close - from + 1);
        if (std::none_of(known.begin(), known.end(), [&](const char* one) { return name == one; }))
            return false;
        from = close;
    }
    return true;
}

Result<void> applyTime(Scheme& scheme, const Config& config)
{
    const TimePlace before = scheme.timePlace;
    if (!config.timestampKey.isEmpty()) {
        scheme.timestampKey = config.timestampKey.toLatin1();
        scheme.timePlace = TimePlace::Inline;
    }
    if (!config.timestampHeader.isEmpty()) {
        scheme.timePlace = TimePlace::Header;
        for (HeaderSet& set : scheme.headers)
            set.timestamp = config.timestampHeader.toUtf8();
    }
    if (!config.timestampField.isEmpty()) {
        scheme.timePlace = TimePlace::Body;
        scheme.timeField = config.timestampField;
    }
    if (before == TimePlace::None && scheme.timePlace != TimePlace::None)
        scheme.toleranceSeconds = defaultTolerance;
    if (const auto chosen = choose("timestampUnit", config.timestampUnit, units, scheme.timeUnit); !chosen)
        return chosen.error();
    if (const auto chosen = choose("direction", config.direction, directions, scheme.direction); !chosen)
        return chosen.error();
    if (config.toleranceSeconds) {
        if (*config.toleranceSeconds < 0)
            return refusal("toleranceSeconds", QString::number(*config.toleranceSeconds), QStringLiteral("0 or more"));
        scheme.toleranceSeconds = *config.toleranceSeconds;
    }
    return {};
}

Result<void> applyHeaderForm(Scheme& scheme, const Config& config)
{
    const auto chosen = choose("form", config.form, headerForms, scheme.form);
    if (!chosen)
        return chosen.error();
    if (*chosen && scheme.form != HeaderForm::Plain) {
        scheme.separator = scheme.form == HeaderForm::Pairs ? ',' : ' ';
        scheme.joiner = QByteArray(1, scheme.separator);
    }
    if (!config.separator.isEmpty()) {
        if (config.separator.size() != 1 || config.separator.front().unicode() > 0x7e)
            return refusal("separator", config.separator, QStringLiteral("one character"));
        scheme.separator = config.separator.front().toLatin1();
        scheme.joiner = QByteArray(1, scheme.separator);
    }
    if (!config.signatureKey.isEmpty())
        scheme.signatureKey = config.signatureKey.toLatin1();
    if (scheme.form != HeaderForm::Plain && scheme.signatureKey.isEmpty())
        return refusal("signatureKey", QString(), QStringLiteral("the name of the signature in its header, as v1"));
    return {};
}

Result<void> applyDigest(Scheme& scheme, const Config& config)
{
    const auto hash = choose("algorithm", config.algorithm.toLower().remove(QLatin1Char('-')), hashes, scheme.hash);
    if (!hash)
        return refusal("algorithm", config.algorithm, hash.error().args.value(2));
    if (*hash && scheme.prefixOptional)
        scheme.prefix = prefixOf(scheme.hash);
    if (const auto chosen = choose("encoding", config.encoding, encodings, scheme.encoding); !chosen)
        return chosen.error();
    if (const auto chosen = choose("key", config.key, keyForms, scheme.keyForm); !chosen)
        return chosen.error();
    if (!config.prefix.isEmpty()) {
        scheme.prefix = config.prefix == noPrefix ? QByteArray() : config.prefix.toUtf8();
        scheme.prefixOptional = false;
    }
    if (!config.content.isEmpty()) {
        scheme.content = config.content.toUtf8();
        if (!isContent(scheme.content))
            return refusal("content", config.content,
                           QStringLiteral("a text with {id}, {timestamp}, {method}, {url}, {body}"));
    }
    return {};
}

} // namespace

QString keyFormName(KeyForm form)
{
    const auto* found =
        std::find_if(keyForms.begin(), keyForms.end(), [form](const auto& word) { return word.value == form; });
    return found == keyForms.end() ? QString() : QString::fromLatin1(found->text);
}

std::span<const TextOption> textOptions()
{
    static constexpr std::array options{
        TextOption{"header", &Config::header},
        TextOption{"algorithm", &Config::algorithm},
        TextOption{"encoding", &Config::encoding},
        TextOption{"prefix", &Config::prefix},
        TextOption{"parameter", &Config::parameter},
        TextOption{"key", &Config::key},
        TextOption{"content", &Config::content},
        TextOption{"form", &Config::form},
        TextOption{"separator", &Config::separator},
        TextOption{"signatureKey", &Config::signatureKey},
        TextOption{"timestampKey", &Config::timestampKey},
        TextOption{"timestampHeader", &Config::timestampHeader},
        TextOption{"timestampField", &Config::timestampField},
        TextOption{"timestampUnit", &Config::timestampUnit},
        TextOption{"direction", &Config::direction},
        TextOption{"idHeader", &Config::idHeader},
    };
    return options;
}

Result<Scheme> withOptions(Scheme scheme, const Config& config)
{
    if (!config.header.isEmpty()) {
        // Alternatives are other names for the same header: a name that the user gave leaves no choice.
        scheme.headers.resize(1);
        scheme.headers.front().signature = config.header.toUtf8();
    }
    if (!config.idHeader.isEmpty()) {
        for (HeaderSet& set : scheme.headers)
            set.id = config.idHeader.toUtf8();
    }
    if (!config.parameter.isEmpty())
        scheme.parameter = config.parameter;
    for (auto* apply : {applyHeaderForm, applyDigest, applyTime}) {
        if (const auto applied = apply(scheme, config); !applied)
            return applied.error();
    }
    return scheme;
}

} // namespace hw::signing
