#pragma once

#include "core/base/secretstring.h"
#include "ui/models/settingspresenter.h"

#include <QWidget>

class QLineEdit;

namespace hw::widgets {

class Theme;

/// One secret of an environment: its name, where it lives, a field for a new value. What is typed is gone from the
/// field once it is handed on.
class SecretRowWidget final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretRowWidget)

public:
    enum class Form {
        Wide,   ///< one line
        Narrow, ///< the field below the name
    };

    SecretRowWidget(const Theme& theme, const models::SecretRow& row, Form form, QWidget* parent = nullptr);

Q_SIGNALS:
    void setWanted(const QString& name, const hw::SecretString& value);
    void removeWanted(const QString& name);
};

} // namespace hw::widgets
