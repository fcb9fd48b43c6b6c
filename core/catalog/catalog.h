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

    /// The provider whose requests carry such headers (its signature header first of all); nullptr where none fits.
    [[nodiscard]] const Provider* recognise(const http::Headers& headers) const;

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
