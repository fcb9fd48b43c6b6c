#include "core/delivery/target.h"

#include <QUrl>

#include <algorithm>
#include <array>

namespace hw::delivery {

namespace {

constexpr std::array<std::pair<TargetKind, QStringView>, 4> names{{
    {TargetKind::Directory, u"directory"},
    {TargetKind::Knock, u"knock"},
    {TargetKind::Http, u"http"},
    {TargetKind::Request, u"http_request"},
}};

} // namespace

QString toString(TargetKind kind)
{
    const auto row = std::find_if(names.begin(), names.end(), [&](const auto& each) { return each.first == kind; });
    return row->second.toString();
}

std::optional<TargetKind> targetKindFrom(QStringView text)
{
    const auto row = std::find_if(names.begin(), names.end(), [&](const auto& each) { return each.second == text; });
    return row == names.end() ? std::nullopt : std::optional(row->first);
}

QString pauseKey(const Target& target)
{
    const QString kind = toString(target.kind);
    return target.kind == TargetKind::Request && !target.secret.isEmpty() ? kind + u'/' + target.secret : kind;
}

QString freeze(const Target& target)
{
    json::Object object{{QStringLiteral("kind"), toString(target.kind)}};
    if (!target.url.isEmpty())
        object.append(QStringLiteral("url"), target.url);
    if (!target.secret.isEmpty())
        object.append(QStringLiteral("secret"), target.secret);
    if (!target.signing.isEmpty())
        object.append(QStringLiteral("signing"), target.signing);
    return QString::fromUtf8(json::write(object));
}

Target thaw(const QString& text)
{
    const Result<json::Value> value = json::parse(text.toUtf8());
    if (!value)
        return {};
    return {targetKindFrom((*value)[u"kind"].toString()).value_or(TargetKind::Directory), (*value)[u"url"].toString(),
            (*value)[u"secret"].toString(), (*value)[u"signing"].toObject()};
}

Target targetOf(const Target& destination, const QString& actionKind, const json::Value& payload)
{
    if (actionKind != QLatin1String("http_request"))
        return destination;
    Target target;
    target.kind = TargetKind::Request;
    target.url = QUrl(payload[u"url"].toString())
                     .adjusted(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment)
                     .toString();
    target.secret = payload[u"signing"][u"secret"].toString();
    return target;
}

Result<signing::Config> signingFrom(const json::Value& settings)
{
    signing::Config config;
    config.scheme = settings[u"scheme"].toString();
    if (!signing::isKnownScheme(config.scheme))
        return Error{ErrorCode::SchemeUnknown, {config.scheme}};
    config.header = settings[u"header"].toString();
    config.algorithm = settings[u"algorithm"].toString();
    config.encoding = settings[u"encoding"].toString();
    config.prefix = settings[u"prefix"].toString();
    config.parameter = settings[u"parameter"].toString();
    return config;
}

} // namespace hw::delivery
