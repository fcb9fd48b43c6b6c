#pragma once

#include "core/signing/schemes.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace hw::signing {

/// The bytes that a scheme signs, as parts in order: a large body stays where it is. Valid as long as the request.
class SignedContent
{
public:
    [[nodiscard]] std::vector<QByteArrayView> parts() const;
    [[nodiscard]] QByteArray joined() const;
    /// What each part is, in the same order: the placeholder's name ("timestamp", "body"), empty for literal text.
    [[nodiscard]] std::vector<QByteArray> names() const;

    QString reason; ///< stable code where the content cannot be made or does not cover the body; empty otherwise
    QString note;   ///< English: why, or what a reader should know of it

private:
    struct Part
    {
        QByteArray owned;
        QByteArrayView borrowed;
        QByteArray name;
    };
    std::vector<Part> m_parts;
    friend SignedContent signedContent(const Scheme&, const Request&, const QByteArray&, const QByteArray&);
};

[[nodiscard]] SignedContent signedContent(const Scheme& scheme, const Request& request, const QByteArray& id,
                                          const QByteArray& timestamp);

} // namespace hw::signing
