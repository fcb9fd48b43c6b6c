#include "core/signing/keys.h"
#include "core/signing/schemes.h"

#include <algorithm>
#include <array>

namespace hw::signing {

namespace {

bool isSpace(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct Mistake
{
    const char* prefix;
    const char* code;
    const char* text;
};

/// What is pasted in place of a signing secret, told by its first characters.
constexpr std::array mistakes{
    Mistake{"sk_", "api_key",
            "It begins with sk_: that is a secret API key. The signing secret of the endpoint is another."},
    Mistake{"pk_", "api_key",
            "It begins with pk_: that is a publishable API key. The signing secret of the endpoint is another."},
    Mistake{"rk_", "api_key",
            "It begins with rk_: that is a restricted API key. The signing secret of the endpoint is another."},
    Mistake{"ws_", "wrong_key", "It begins with ws_: that is an id. The signing secret of the endpoint is another."},
    Mistake{"we_", "wrong_key",
            "It begins with we_: that is the endpoint's id. Its signing secret is shown on the endpoint's page."},
    Mistake{"ep_", "wrong_key",
            "It begins with ep_: that is the endpoint's id. Its signing secret is shown on the endpoint's page."},
};

/// Whether the provider makes the secrets of this scheme, so that their form is known.
bool hasKnownForm(const QString& scheme)
{
    return scheme == QLatin1String("stripe") || scheme == QLatin1String("workos");
}

SecretProblem problem(const char* code, const QString& text)
{
    return {QString::fromLatin1(code), text};
}

void lintStandardKey(std::vector<SecretProblem>& problems, const Scheme& scheme, QByteArrayView secret)
{
    const KeyList list = decodeSecret(scheme, secret);
    if (list.keys.empty()) {
        problems.push_back(problem("not_base64", QStringLiteral("It cannot be used as a key: %1.").arg(list.problem)));
        return;
    }
    for (const Key& key : list.keys) {
        if (key.kind == KeyKind::Hmac && key.bytes.size() < scheme.minimumKeyBytes) {
            problems.push_back(
                problem("too_short", QStringLiteral("The key has %1 bytes, the scheme asks for at least %2.")
                                         .arg(key.bytes.size())
                                         .arg(scheme.minimumKeyBytes)));
        }
    }
}

} // namespace

std::vector<SecretProblem> lintSecret(const QString& schemeName, const SecretString& secret)
{
    std::vector<SecretProblem> problems;
    const QByteArrayView text = secret.view();
    if (text.isEmpty())
        return problems;

    const auto scheme = resolve(Config{.scheme = schemeName});
    const bool standard = scheme && scheme->keyForm == KeyForm::StandardBase64;
    const bool knownForm = standard || hasKnownForm(schemeName);

    const bool around = isSpace(text.front()) || isSpace(text.back());
    const bool within = std::any_of(text.begin(), text.end(), isSpace);
    QByteArrayView trimmed = text.trimmed();
    if (around)
        problems.push_back(problem("white_space", QStringLiteral("There is white space before or after it.")));
    else if (within && knownForm)
        problems.push_back(problem("white_space", QStringLiteral("There is white space in it.")));

    const bool quoted =
        trimmed.size() > 2 && (trimmed.front() == '"' || trimmed.front() == '\'') && trimmed.front() == trimmed.back();
    if (quoted) {
        problems.push_back(problem("quotes", QStringLiteral("There are quotes around it.")));
        trimmed = trimmed.sliced(1).chopped(1);
    }

    const auto mistake = std::find_if(mistakes.begin(), mistakes.end(),
                                      [&](const Mistake& m) { return trimmed.startsWith(QByteArrayView(m.prefix)); });
    const bool liveOrTest = trimmed.startsWith("sk_live_") || trimmed.startsWith("sk_test_") ||
                            trimmed.startsWith("pk_live_") || trimmed.startsWith("pk_test_") ||
                            trimmed.startsWith("rk_live_") || trimmed.startsWith("rk_test_");
    if (mistake != mistakes.end() && (knownForm || liveOrTest)) {
        problems.push_back(problem(mistake->code, QString::fromLatin1(mistake->text)));
        return problems;
    }
    if (standard)
        lintStandardKey(problems, *scheme, trimmed);
    return problems;
}

} // namespace hw::signing
