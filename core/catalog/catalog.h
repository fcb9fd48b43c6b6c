#pragma once

#include "core/base/error.h"
#include "core/catalog/provider.h"

#include <QString>

#include <vector>

namespace hw::catalog {

/// All providers that this program knows. A value: load it once and pass it on. Reading from any thread is safe.
class Catalog
{
public:
    /// The built-in providers, in their listed order, then those of `*.json` files in `overlayFolder` (empty or missing
    /// = none). An overlay file with the key of a built-in provider replaces the members that it names; with a new key
    /// it is a provider of its own. A file that cannot be used is left out and stands in errors(); the rest is loaded.
    [[nodiscard]] static Catalog load(const QString& overlayFolder = {});

    [[nodiscard]] const std::vector<Provider>& providers() const { return m_providers; }
    [[nodiscard]] const Provider* find(QStringView key) const;

    /// Where a user's own providers are looked for: "catalog" in Headwater's folder of the user's configuration.
    [[nodiscard]] static QString userFolder();

    /// The aliases of one provider, without loading the rest: for the engine, which needs no more of the catalogue.
    [[nodiscard]] static std::vector<TypeAlias> aliasesOf(const QString& provider, const QString& overlayFolder = {});

    /// The JSON Schema of a provider's file, for those who write one.
    [[nodiscard]] static QByteArray schema();

    /// The provider whose requests look like this one (its signature header first of all); nullptr where none fits.
    /// Where several send the same headers (there are many users of Svix), the body tells them apart.
    [[nodiscard]] const Provider* recognise(const http::Headers& headers, QByteArrayView body = {}) const;

    /// ParseError and IoError with the file named; line and column where the JSON itself is broken.
    [[nodiscard]] const std::vector<Error>& errors() const { return m_errors; }

private:
    void loadFolder(const QString& folder, const QStringList& files);

    struct Document
    {
        QString key;
        json::Object members;
        QString folder; ///< where its sample files are looked up
    };
    std::vector<Provider> m_providers;
    std::vector<Document> m_documents; ///< beside m_providers
    std::vector<Error> m_errors;
};

} // namespace hw::catalog
