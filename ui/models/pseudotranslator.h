#pragma once

#include <QTranslator>

namespace hw::models {

/// The texts of a language that nobody speaks, made while the program runs: the English ones with accents, longer by
/// two fifths, from right to left. It shows what is not translatable, what is cut off, and what does not mirror.
class PseudoTranslator final : public QTranslator
{
    Q_OBJECT

public:
    using QTranslator::QTranslator;

    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char* context, const char* sourceText, const char* disambiguation,
                                    int n) const override;

    /// "Copy %1" → "[Çöþÿ %1 ~~]": places, marks of keys and what stands in <> stay; a text that names keys ("Ctrl+S")
    /// stays whole.
    [[nodiscard]] static QString pseudoText(const QString& text);
};

} // namespace hw::models
