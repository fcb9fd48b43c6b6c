#include "core/catalog/catalog.h"

#include "core/base/files.h"
#include "core/catalog/readprovider.h"

#include "resources/catalog/catalogresources.h"

#include <QDir>
#include <QStandardPaths>

#include <algorithm>

namespace hw::catalog {

namespace {

constexpr QLatin1String builtIn(":/catalog");

/// How much of a body is looked at to tell its sender.
constexpr qsizetype recognisedWithin = 64 * 1024;

QStringList jsonFiles(const QString& folder)
{
    return QDir(folder).entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
}

/// The built-in providers as they are listed: those that most people look for first, and last those that need no
/// account anywhere. What is recognised by less stands behind what is recognised by more.
QStringList builtInFiles()
{
    static const QStringList order = QStringLiteral("stripe supabase posthog clerk workos supabase-auth github shopify "
                                                    "slack linear segment resend svix standard-webhooks custom")
                                         .split(u' ');
    const auto rank = [](const QString& file) { return order.indexOf(file.chopped(int(qstrlen(".json")))); };
    QStringList files = jsonFiles(builtIn);
    std::sort(files.begin(), files.end(), [&](const QString& a, const QString& b) { return rank(a) < rank(b); });
    return files;
}

Error in(const QString& file, Error error)
{
    if (error.file.isEmpty() && error.code == ErrorCode::ParseError)
        error.file = file;
    return error;
}

} // namespace

Catalog Catalog::load(const QString& overlayFolder)
{
    resources::registerCatalog();
    Catalog catalog;
    catalog.loadFolder(builtIn, builtInFiles());
    if (!overlayFolder.isEmpty())
        catalog.loadFolder(overlayFolder, jsonFiles(overlayFolder));
    return catalog;
}

void Catalog::loadFolder(const QString& folder, const QStringList& files)
{
    for (const QString& name : files) {
        const QString file = folder + QLatin1Char('/') + name;
        const auto bytes = files::read(file);
        if (!bytes) {
            m_errors.push_back(bytes.error());
            continue;
        }
        const auto parsed = json::parse(*bytes);
        if (!parsed) {
            m_errors.push_back(in(file, parsed.error()));
            continue;
        }
        if (!parsed->isObject()) {
            m_errors.push_back({.code = ErrorCode::ParseError, .args = {"a provider is an object"}, .file = file});
            continue;
        }

        Document document{(*parsed)[u"key"].toString(), parsed->toObject(), folder};
        const auto known = std::find_if(m_documents.begin(), m_documents.end(),
                                        [&](const Document& other) { return other.key == document.key; });
        if (known != m_documents.end()) {
            json::Object merged = known->members;
            for (const json::Member& member : document.members)
                merged.set(member.first, member.second);
            document.members = std::move(merged);
        }
        auto provider = readProvider(document.members, folder);
        if (!provider) {
            m_errors.push_back(in(file, provider.error()));
            continue;
        }
        if (known == m_documents.end()) {
            m_documents.push_back(std::move(document));
            m_providers.push_back(std::move(*provider));
        } else {
            m_providers[static_cast<size_t>(known - m_documents.begin())] = std::move(*provider);
            *known = std::move(document);
        }
    }
}

const Provider* Catalog::find(QStringView key) const
{
    const auto it =
        std::find_if(m_providers.begin(), m_providers.end(), [&](const Provider& p) { return p.key == key; });
    return it == m_providers.end() ? nullptr : &*it;
}

QString Catalog::userFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           QStringLiteral("/headwater/catalog");
}

std::vector<TypeAlias> Catalog::aliasesOf(const QString& provider, const QString& overlayFolder)
{
    resources::registerCatalog();
    std::vector<TypeAlias> aliases;
    const auto read = [&](const QString& file) {
        const auto bytes = files::read(file);
        const auto document = bytes ? json::parse(*bytes) : Result<json::Value>(bytes.error());
        if (!document || (*document)[u"key"].toString() != provider || (*document)[u"aliases"].isUndefined())
            return;
        aliases.clear();
        for (const json::Value& alias : (*document)[u"aliases"].toArray())
            aliases.push_back({alias[u"alias"].toString(), alias[u"type"].toString(), alias[u"note"].toString()});
    };
    read(builtIn + QLatin1Char('/') + provider + QStringLiteral(".json"));
    for (const QString& name : overlayFolder.isEmpty() ? QStringList() : jsonFiles(overlayFolder))
        read(overlayFolder + QLatin1Char('/') + name);
    return aliases;
}

QByteArray Catalog::schema()
{
    resources::registerCatalog();
    return files::read(QStringLiteral(":/catalog-schema/provider.schema.json")).valueOr({});
}

const Provider* Catalog::recognise(const http::Headers& headers, QByteArrayView body) const
{
    const QByteArrayView beginning = body.first(std::min(body.size(), recognisedWithin));
    const auto fits = [&](const Recognition& sign) {
        return headers.contains(sign.header) &&
               (sign.startsWith.isEmpty() || headers.value(sign.header).startsWith(sign.startsWith)) &&
               (sign.bodyContains.isEmpty() || beginning.contains(sign.bodyContains));
    };
    const auto it = std::find_if(m_providers.begin(), m_providers.end(), [&](const Provider& provider) {
        return std::any_of(provider.recognisedBy.begin(), provider.recognisedBy.end(), fits);
    });
    return it == m_providers.end() ? nullptr : &*it;
}

} // namespace hw::catalog
