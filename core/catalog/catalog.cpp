#include "core/catalog/catalog.h"

#include "core/base/files.h"
#include "core/catalog/readprovider.h"

#include "resources/catalog/catalogresources.h"

#include <QDir>

#include <algorithm>

namespace hw::catalog {

namespace {

constexpr QLatin1String builtIn(":/catalog");

QStringList jsonFiles(const QString& folder)
{
    return QDir(folder).entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
}

/// The listed order of the built-in providers: those that need no account anywhere come last.
QStringList builtInFiles()
{
    QStringList files = jsonFiles(builtIn);
    const QString last = QStringLiteral("custom.json");
    if (files.removeOne(last))
        files.append(last);
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

const Provider* Catalog::recognise(const http::Headers& headers) const
{
    const auto it = std::find_if(m_providers.begin(), m_providers.end(), [&](const Provider& provider) {
        return std::any_of(provider.recognisedBy.begin(), provider.recognisedBy.end(),
                           [&](const QByteArray& name) { return headers.contains(name); });
    });
    return it == m_providers.end() ? nullptr : &*it;
}

} // namespace hw::catalog
