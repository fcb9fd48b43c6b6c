#pragma once

#include <QTranslator>

namespace hw::models {

/// Texts with a number are written "%n event(s)" in the sources, or with both forms, "%n deliver(y|ies) (is|are) held",
/// for translators to give each form. English has no translation file: this gives it "1 event" and "2 events". Install
/// it before any other translator.
class EnglishPlurals final : public QTranslator
{
    Q_OBJECT

public:
    using QTranslator::QTranslator;

    [[nodiscard]] QString translate(const char* context, const char* sourceText, const char* disambiguation,
                                    int n) const override;
    [[nodiscard]] bool isEmpty() const override { return false; }
};

} // namespace hw::models
