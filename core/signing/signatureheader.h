#pragma once

#include "core/http/message.h"
#include "core/signing/schemes.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace hw::signing {

/// One signature of a request, decoded.
struct Candidate
{
    QByteArray bytes;
    bool ed25519 = false;
};

/// What a scheme's headers say. A problem leaves the fields that could be read in place.
struct ParsedHeaders
{
    HeaderSet names;  ///< the alternative that was read
    QByteArray value; ///< of the signature header, as it came
    QByteArray id;
    QByteArray timestamp; ///< as written, of the header or the inline pair; empty where the scheme has it elsewhere
    std::vector<Candidate> candidates; ///< 16 at most
    int passedOver = 0;                ///< signatures of other versions, or beyond the 16

    QStringList missing; ///< names of headers that the scheme needs and the request lacks
    QString malformed;   ///< English; empty = the form is right
};

[[nodiscard]] ParsedHeaders parseHeaders(const Scheme& scheme, const http::Headers& headers);

/// The signature header's value for these digests (one for each key), as a sender writes it.
[[nodiscard]] QByteArray composeHeader(const Scheme& scheme, const QByteArray& timestamp,
                                       const std::vector<Candidate>& signatures);

} // namespace hw::signing
